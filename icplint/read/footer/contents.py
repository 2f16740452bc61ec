"""Tells all that a reader sees in the footer: lines, links, pictures."""

from collections.abc import Collection, Sequence

from icplint.model.block import Block, Source
from icplint.model.reading import FooterContents
from icplint.read.footer.locate import is_footer_box

_NEAR_END = 400
"""Characters of the page's text behind a block that stands at the bottom of a page whose footer has no box."""
_MOST = 2_000
"""Links, pictures or lines of one footer that are told."""
_LONGEST = 2_000
"""Characters of a line, a label or an address that are kept: a picture may stand in its address whole."""
_SEEN = (Source.HTML, Source.RENDERED)


def footer_contents(blocks: Sequence[Block], members: Collection[int]) -> FooterContents:
    """What the footer's blocks show: those of its box, or at the very end of a page that has none.

    Args:
        blocks: In page order.
        members: Positions of the footer's blocks.
    """
    lines: list[str] = []
    links: dict[int, tuple[str, str]] = {}
    pictures: dict[str, None] = {}
    has_box = any(is_footer_box(blocks[place]) for place in members)
    for place, block in enumerate(blocks):
        belongs = is_footer_box(block) if has_box else block.characters_behind <= _NEAR_END
        if place not in members and not belongs:
            continue
        seen = [run for run in block.runs if run.visible and run.source in _SEEN]
        if line := " ".join("".join(run.text for run in seen).split()):
            lines.append(line[:_LONGEST])
        for run in seen:
            if run.link is not None and run.link.href:
                label, href = links.get(run.link.key, ("", run.link.href[:_LONGEST]))
                links[run.link.key] = ((label + run.text)[:_LONGEST], href)
        for picture in block.pictures:
            if picture.visible and picture.certain:
                pictures[picture.address[:_LONGEST]] = None
                if picture.link is not None and picture.link.href:
                    told = (picture.label[:_LONGEST], picture.link.href[:_LONGEST])
                    links.setdefault(picture.link.key, told)
    return FooterContents(
        lines=tuple(lines[:_MOST]),
        links=tuple((" ".join(label.split()), href) for label, href in links.values())[:_MOST],
        pictures=tuple(pictures)[:_MOST],
    )
