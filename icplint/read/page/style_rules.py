"""What a page's own `<style>` rules plainly say: which classes are hidden, which draw a picture."""

import re
from collections.abc import Iterator

from icplint.late import dataclass, pattern

MAX_STYLE_CHARACTERS = 400_000
"""More is not looked at; style sheets of this size are a framework's."""

_COMMENT = pattern(r"/\*.*?\*/", re.DOTALL)
_DATA = pattern("base64,[A-Za-z0-9+/=]++")
"""Pictures and fonts written out whole: most of a sheet that has any."""
_CONDITIONAL = pattern(r"@(?:media|supports|container|keyframes|-webkit-keyframes)")
_SIMPLE = pattern(r"[a-zA-Z]{0,12}([.#][\w-]{1,80})")
_NAME = pattern(r"[.#][\w-]{1,80}")
_LAST_CLASS = pattern(r"([.#][\w-]{1,80})(?::{1,2}(?:before|after))?$")
_PICTURE = pattern(r"(?:background(?:-image)?|content|mask(?:-image)?)\s*:[^;]*?url\(\s*['\"]?([^'\")\s]+)")
_HIDDEN = pattern(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|em|rem|%|pt)?\s*(?:;|!|$)"
    r"|text-indent\s*:\s*-\d{3}|(?:left|top|right|margin-left|margin-top)\s*:\s*-\d{4}"
    r"|(?<![\w-])opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)"
)
_SHOWS = pattern(r"display\s*:\s*(?!none)[a-z]|visibility\s*:\s*visible")
_COLOUR = pattern(r"(?<![\w-])color\s*:\s*([^;!]+)")
_BACKGROUND = pattern(r"(?<![\w-])background(?:-color)?\s*:\s*([^;!]+)")
_CLIPPED = pattern(r"(?<![\w-])(?:height|width)\s*:\s*0(?:px)?\s*(?:;|!|$)")
_BRACE = pattern("[{}]")
_FLAT_PART = pattern(r"[^{}]*+\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\}")
"""A conditional part that holds rules only: nearly every one does."""
_DRAWING = (pattern(r"url\("),)
_HIDING = (
    pattern(
        r":(?=\s*+[nh0-])(?:(?<=[yt]:)(?:(?<=display:)\s*+none|(?<=visibility:)\s*+hidden|(?<=text-indent:)\s*+-\d{3}"
        r"|(?:(?<=left:)|(?<=right:))\s*+-\d{4}|(?<=opacity:)\s*+0(?:\.0+)?\s*+(?=[;!}]|\Z)"
        r"|(?<=height:)\s*+0(?:px)?\s*+(?=[;!}]|\Z))"
        r"|(?<=top:)\s*+-\d{4}|(?<=width:)\s*+0(?:px)?\s*+(?=[;!}]|\Z)"
        r"|(?<=font-size:)\s*+0(?:px|em|rem|%|pt)?\s*+(?=[;!}]|\Z))"
    ),
)
"""What every hiding declaration holds; `_hides` decides of its rule.

One look at each colon: a search for each property would go through the sheet once for each.
"""
_BLANK_BEFORE_COLON = pattern(r"\s+:")
_SHOWING = (pattern("display"), re.compile("visible"))
_REACH = 20_000
"""How far before such a sign its rule may begin."""
_NAMED = {"white": "#ffffff", "black": "#000000", "#fff": "#ffffff", "#000": "#000000", "transparent": ""}


@dataclass(frozen=True, slots=True)
class StyleRules:
    """Simple selectors (`.name`, `#name`) of a page's own style sheets, by what they do."""

    hidden: frozenset[str]
    pictures: frozenset[str]


NO_RULES = StyleRules(frozenset(), frozenset())


def read_style_rules(sheets: list[str]) -> StyleRules:
    """What the sheets plainly say.

    Rules inside `@media` and the like never count as hiding, and what such a rule shows again is not hidden.
    """
    hidden: set[str] = set()
    shown_again: set[str] = set()
    pictures: set[str] = set()
    for sheet in sheets:
        css = sheet[:MAX_STYLE_CHARACTERS]
        if "base64," in css:
            css = _DATA.sub("base64,", css)
        if "/*" in css:
            css = _COMMENT.sub("", css)
        conditional = _conditional_parts(css)
        for _, selectors, declarations in _rules_with(css, _DRAWING):
            if _PICTURE.search(declarations):
                pictures.update(_last_names(selectors))
        plain = _BLANK_BEFORE_COLON.sub(":", css) if " :" in css else css
        conditional = conditional if plain is css else _conditional_parts(plain)
        for position, selectors, declarations in _rules_with(plain, _HIDING):
            if _hides(declarations) and not _within(position, conditional):
                hidden.update(_simple_names(selectors))
        for start, end in conditional if hidden else ():
            for _, selectors, declarations in _rules_with(plain[start:end], _SHOWING):
                if _SHOWS.search(declarations):
                    shown_again.update(_NAME.findall(selectors))
    return StyleRules(frozenset(hidden - shown_again), frozenset(pictures))


def _rules_with(css: str, signs: tuple[re.Pattern[str], ...]) -> Iterator[tuple[int, str, str]]:
    """Rules whose declarations hold one of the signs: position, selectors, declarations; each rule once."""
    seen: set[int] = set()
    for sign in signs:
        closed = 0
        while found := sign.search(css, closed):
            at = found.start()
            opened = css.rfind("{", max(closed, at - _REACH), at)
            closed = css.find("}", at)
            closed = closed if closed >= 0 else len(css)
            if opened >= 0 and opened not in seen and css.find("}", opened, at) < 0:
                seen.add(opened)
                reach = max(0, opened - _REACH)
                start = max(css.rfind(end, reach, opened) for end in "{};") + 1
                yield opened, css[start:opened], css[opened + 1 : closed]


def _conditional_parts(css: str) -> list[tuple[int, int]]:
    """Where the blocks are that hold for some screens only."""
    parts: list[tuple[int, int]] = []
    position = 0
    while found := _CONDITIONAL.search(css, position) if "@" in css else None:
        if flat := _FLAT_PART.match(css, found.end()):
            position = flat.end()
            parts.append((found.start(), position))
            continue
        depth = 0
        position = len(css)
        for brace in _BRACE.finditer(css, found.end()):
            depth += 1 if brace[0] == "{" else -1
            if depth <= 0:
                position = brace.end()
                break
        parts.append((found.start(), position))
    return parts


def _within(position: int, parts: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in parts)


def hides(style: str) -> bool:
    """Whether an element's own `style` hides its text: not shown, no size, off screen, or in the background's colour."""
    lowered = style.lower()
    if _hides(lowered):
        return True
    colour, background = colours(lowered)
    return bool(colour) and colour == background


def colours(style: str) -> tuple[str | None, str | None]:
    """Text colour and background colour that an element's own `style` sets, in one spelling."""
    if "color" not in style and "background" not in style and "COLOR" not in style and "Color" not in style:
        return None, None
    lowered = style.lower()
    colour, background = _COLOUR.search(lowered), _BACKGROUND.search(lowered)
    return (_normal(colour[1]) if colour else None, _normal(background[1]) if background else None)


def drawn(style: str) -> str | None:
    """The address of the picture that an element's own `style` draws."""
    found = _PICTURE.search(style) if "url(" in style else None
    return found[1] if found else None


def _hides(declarations: str) -> bool:
    if _HIDDEN.search(declarations):
        return True
    return (
        "overflow" in declarations and "hidden" in declarations and _CLIPPED.search(declarations) is not None
    )


def _simple_names(selectors: str) -> list[str]:
    return [found[1] for one in selectors.split(",") if (found := _SIMPLE.fullmatch(one.strip()))]


def _last_names(selectors: str) -> list[str]:
    return [found[1] for one in selectors.split(",") if (found := _LAST_CLASS.search(one.strip()))]


def _normal(colour: str) -> str:
    value = colour.strip().replace(" ", "")
    if len(value) == 4 and value.startswith("#"):
        value = "#" + "".join(sign * 2 for sign in value[1:])
    if value in ("rgb(255,255,255)", "rgba(255,255,255,1)"):
        value = "#ffffff"
    return _NAMED.get(value, value)
