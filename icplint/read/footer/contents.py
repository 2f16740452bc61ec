"""Tells all that a reader sees in the footer: lines, links, pictures."""

from collections.abc import Collection, Sequence

from icplint.model.block import Block, Source
from icplint.model.reading import FooterContents

_NEAR_END = 400
"""Characters of the page's text behind a block that still stands at the page's bottom."""
_MOST = 2_000
"""Links, pictures or lines of one footer that are told."""
_SEEN = (Source.HTML, Source.RENDERED)


def footer_contents(blocks: Sequence[Block], members: Collection[int]) -> FooterContents:
    """What the footer's blocks show, and those at the very end of the page.

    Args:
        blocks: In page order.
        members: Positions of the footer's blocks.
    """
    lines: list[str] = []
    links: dict[int, tuple[str, str]] = {}
    pictures: dict[str, None] = {}
    for place, block in enumerate(blocks):
        if place not in members and block.characters_behind > _NEAR_END:
            continue
        seen = [run for run in block.runs if run.visible and run.source in _SEEN]
        if line := " ".join("".join(run.text for run in seen).split()):
            lines.append(line)
        for run in seen:
            if run.link is not None and run.link.href:
                label, href = links.get(run.link.key, ("", run.link.href))
                links[run.link.key] = (label + run.text, href)
        for picture in block.pictures:
            if picture.visible and picture.certain:
                pictures[picture.address] = None
                if picture.link is not None and picture.link.href:
                    links.setdefault(picture.link.key, (picture.label, picture.link.href))
    return FooterContents(
        lines=tuple(lines[:_MOST]),
        links=tuple((" ".join(label.split()), href) for label, href in links.values())[:_MOST],
        pictures=tuple(pictures)[:_MOST],
    )
