"""Where a line of Chinese and English text may break."""

from collections.abc import Iterator

from icplint.late import pattern

_PIECE = pattern(
    r"[一-鿿]?(?:ICP[备備证證]|公网安备 ?|公網安備 ?)[0-9A-Za-z]+(?:[号號](?:-[0-9A-Za-z]+)?)?"
    r"|[一-鿿][AB][12]-[0-9A-Za-z]+"
    r"|[!-~]+"
    r"|[^!-~]"
)
"""A filing or licence number, a word without a blank, or a single other character: a line may break around each."""
_NEVER_FIRST = frozenset("，。、；：！？）」』》〉】”’…%")
_NEVER_LAST = frozenset("（「『《〈【“‘")


def unbreakable(text: str) -> Iterator[str]:
    """The text in pieces between which a line may break: closing marks stay with what they close."""
    held = ""
    for piece in _PIECE.findall(text):
        starts_new = held and piece[0] not in _NEVER_FIRST and held[-1] not in _NEVER_LAST
        if starts_new and not piece.isspace():
            yield held
            held = ""
        held += piece
    if held:
        yield held
