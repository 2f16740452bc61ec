"""What each kind of element means to the walk, by the parser's own numbers for its tags."""

from enum import IntEnum

from selectolax.lexbor import LexborHTMLParser


class Kind(IntEnum):
    """How the walk treats a node."""

    INLINE = 0
    TEXT = 1
    BLOCK = 2
    ANCHOR = 3
    BREAK = 4
    SCRIPT = 5
    SKIPPED = 6
    IMAGE = 7
    DRAWING = 8
    FIELD = 9
    BLANK = 10
    """Inline, and drawn as a picture by style when it holds no text: `<i class="icon">`."""
    COMMENT = 11


_TAGS = {
    Kind.BLOCK: "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol p pre section summary table"
    " tbody td tfoot th thead tr ul marquee option",
    Kind.ANCHOR: "a",
    Kind.BREAK: "br",
    Kind.SCRIPT: "script",
    Kind.SKIPPED: "style template noscript iframe object canvas video audio noframes noembed title",
    Kind.IMAGE: "img image input",
    Kind.DRAWING: "svg",
    Kind.FIELD: "textarea",
    Kind.BLANK: "i b em span ins u s",
}


BLOCK_TAGS = frozenset(_TAGS[Kind.BLOCK].split())


def _kinds() -> dict[int, Kind]:
    """Ask the parser for its numbers: they may change with its version."""
    kinds: dict[int, Kind] = {}
    tree = LexborHTMLParser("<body>text<!-- comment -->", scripting=True)
    node = tree.body.first_child if tree.body else None
    while node is not None:
        kinds[node.tag_id] = Kind.TEXT if node.is_text_node else Kind.COMMENT
        node = node.next
    for kind, names in _TAGS.items():
        for name in names.split():
            kinds[tree.create_node(name).tag_id] = kind
    return kinds


KINDS = _kinds()
"""By `tag_id`; a tag that is not here is inline."""
