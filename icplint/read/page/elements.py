"""What an element's ancestors make of it: whether it shows, and what part of the page it is in."""

from collections.abc import Callable

from selectolax.lexbor import LexborNode

from icplint.late import dataclass
from icplint.read.page import style_rules
from icplint.read.page.style_rules import StyleRules

_LANDMARKS = frozenset(
    "footer header nav main article aside section form pre code textarea blockquote".split()
)
_STEPS = 3
"""Steps of a selector: enough for a person to find the place."""
_MARKS = 32


@dataclass(slots=True)
class Element:
    """An element as its ancestors leave it. Never changed once it is made, though not frozen: that costs."""

    key: int
    """Tells one element of a tree from another."""
    parent: "Element | None"
    attributes: dict[str, str | None]
    visible: bool
    colour: str | None
    """Of its text, where a `style` on the way sets it."""
    background: str | None
    marks: tuple[str, ...]
    """Landmark, id and class words, its own first, then its ancestors'."""
    tag: str

    @property
    def path(self) -> tuple[str, ...]:
        """The last steps of a selector."""
        steps: list[str] = []
        element: Element | None = self
        while element is not None and element.tag and len(steps) < _STEPS:
            steps.append(_step(element.tag, element.attributes))
            element = element.parent
        return tuple(reversed(steps))


class Elements:
    """Knows each element of a tree once, however many blocks stand in it."""

    def __init__(self, rules: Callable[[], StyleRules], *, shown: bool) -> None:
        """Take a tree's style rules, read when first needed.

        Args:
            rules: Gives what the page's own style sheets say.
            shown: False where nobody sees the tree, as in a comment.
        """
        self._rules = rules
        self._known: dict[int, Element] = {}
        self._top = Element(0, None, {}, visible=shown, colour=None, background=None, marks=(), tag="")

    def of(self, node: LexborNode | None) -> Element:
        """An element as its ancestors leave it; the top of the tree for None."""
        known = self._known.get(node.mem_id) if node is not None else None
        if known is not None:
            return known
        chain: list[tuple[int, LexborNode]] = []
        known = self._top
        while node is not None and (tag := node.tag or "") not in ("html", "-document"):
            if not tag.startswith("-"):
                key = node.mem_id
                found = self._known.get(key)
                if found is not None:
                    known = found
                    break
                chain.append((key, node))
            node = node.parent
        for key, one in reversed(chain):
            known = self._known[key] = self._below(known, key, one)
        return known

    def _below(self, parent: Element, key: int, node: LexborNode) -> Element:
        tag = node.tag or ""
        attributes = node.attributes
        if not attributes and tag not in _LANDMARKS:
            return Element(
                key,
                parent,
                attributes,
                parent.visible,
                parent.colour,
                parent.background,
                parent.marks,
                tag,
            )
        name, classes = attributes.get("id"), (attributes.get("class") or "").split()
        colour, background, visible = parent.colour, parent.background, parent.visible
        if visible:
            visible = "hidden" not in attributes and attributes.get("type") != "hidden"
            if style := attributes.get("style"):
                own_colour, own_background = style_rules.colours(style)
                colour, background = own_colour or colour, own_background or background
                visible = (
                    visible and not style_rules.hides(style) and (colour is None or colour != background)
                )
            if visible and (name or classes) and (hidden := self._rules().hidden):
                visible = f"#{name}" not in hidden and not any(f".{one}" in hidden for one in classes)
        own = [tag] if tag in _LANDMARKS else []
        if name:
            own.append(name.lower()[:40])
        for one in classes[:4]:
            own.append(one.lower()[:40])  # noqa: PERF401 - a generator for two words costs more
        if role := attributes.get("role"):
            own.append(f"role:{role.lower()[:20]}")
        marks = (*own, *parent.marks)[:_MARKS] if own else parent.marks
        return Element(
            key,
            parent,
            attributes,
            visible,
            colour,
            background,
            marks,
            tag,
        )


def _step(tag: str, attributes: dict[str, str | None]) -> str:
    name = attributes.get("id")
    if name and _is_plain(name):
        return f"{tag}#{name[:40]}"
    classes = (attributes.get("class") or "").split(maxsplit=1)
    return f"{tag}.{classes[0][:40]}" if classes and _is_plain(classes[0]) else tag


def _is_plain(word: str) -> bool:
    return word.isascii() and word.replace("-", "").replace("_", "").isalnum()
