"""What a page's own `<style>` rules plainly say: which classes are hidden, which draw a picture."""

import re
from dataclasses import dataclass

MAX_STYLE_CHARACTERS = 400_000
"""More is not looked at; style sheets of this size are a framework's."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]{1,300})\{([^{}]*)\}")
_AT_MEDIA = re.compile(r"@(?:media|supports|container|keyframes|-webkit-keyframes)[^{};]{0,300}\{")
_SIMPLE = re.compile(r"[a-zA-Z]{0,12}([.#][\w-]{1,80})")
_LAST_CLASS = re.compile(r"([.#][\w-]{1,80})(?::{1,2}(?:before|after))?\s*$")
_PICTURE = re.compile(
    r"(?:background(?:-image)?|content|mask(?:-image)?|-webkit-mask(?:-image)?)\s*:[^;]*url\(\s*['\"]?([^'\")\s]+)"
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|em|rem|%|pt)?\s*(?:;|!|$)"
    r"|text-indent\s*:\s*-\d{3,}|(?:left|top|right|margin-left|margin-top)\s*:\s*-\d{4,}"
    r"|(?<![\w-])opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)"
)
_COLOUR = re.compile(r"(?<![\w-])color\s*:\s*([^;!]+)")
_BACKGROUND = re.compile(r"(?<![\w-])background(?:-color)?\s*:\s*([^;!]+)")
_SHOWS = re.compile(r"display\s*:\s*(?!none)[a-z]|visibility\s*:\s*visible")
_NAME = re.compile(r"[.#][\w-]{1,80}")
_BRACE = re.compile("[{}]")
_CLIPPED = re.compile(r"(?<![\w-])(?:height|width)\s*:\s*0(?:px)?\s*(?:;|!|$)")


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
    pictures: set[str] = set()
    for sheet in sheets:
        css = _COMMENT.sub("", sheet[:MAX_STYLE_CHARACTERS])
        if not any(word in css for word in ("none", "hidden", "url(", ":0", ": 0", ":-", ": -")):
            continue
        plain, conditional = _without_media(css)
        shown_again = _shown_in(conditional)
        for rule in _RULE.finditer(plain):
            declarations = rule[2]
            hides = _hides(declarations)
            draws = _PICTURE.search(declarations) is not None
            if not hides and not draws:
                continue
            for selector in rule[1].split(","):
                stripped = selector.strip()
                if hides and (simple := _SIMPLE.fullmatch(stripped)) and simple[1] not in shown_again:
                    hidden.add(simple[1])
                if draws and (last := _LAST_CLASS.search(stripped)):
                    pictures.add(last[1])
    return StyleRules(frozenset(hidden), frozenset(pictures))


def _shown_in(conditional: str) -> frozenset[str]:
    rules = (rule for rule in _RULE.finditer(conditional) if _SHOWS.search(rule[2]))
    return frozenset(name for rule in rules for name in _NAME.findall(rule[1]))


def hides(style: str) -> bool:
    """Whether an element's own `style` hides its text: not shown, no size, off screen, or text in the background's colour."""
    lowered = style.lower()
    if _hides(lowered):
        return True
    colour, background = _COLOUR.search(lowered), _BACKGROUND.search(lowered)
    return colour is not None and background is not None and _same_colour(colour[1], background[1])


def colours(style: str) -> tuple[str | None, str | None]:
    """Text colour and background colour that an element's own `style` sets, normalised."""
    lowered = style.lower()
    colour, background = _COLOUR.search(lowered), _BACKGROUND.search(lowered)
    return (_normal(colour[1]) if colour else None, _normal(background[1]) if background else None)


def drawn(style: str) -> str | None:
    """The address of the picture that an element's own `style` draws."""
    found = _PICTURE.search(style)
    return found[1] if found else None


def _hides(declarations: str) -> bool:
    if _HIDDEN.search(declarations):
        return True
    return (
        "overflow" in declarations and _CLIPPED.search(declarations) is not None and "hidden" in declarations
    )


_NAMED = {"white": "#ffffff", "black": "#000000", "#fff": "#ffffff", "#000": "#000000", "transparent": ""}


def _normal(colour: str) -> str:
    value = colour.strip().replace(" ", "")
    if len(value) == 4 and value.startswith("#"):
        value = "#" + "".join(sign * 2 for sign in value[1:])
    if value in ("rgb(255,255,255)", "rgba(255,255,255,1)"):
        value = "#ffffff"
    return _NAMED.get(value, value)


def _same_colour(first: str, second: str) -> bool:
    colour = _normal(first)
    return bool(colour) and colour == _normal(second)


def _without_media(css: str) -> tuple[str, str]:
    """The sheet without its conditional blocks, and the inside of these: they hold for some screens only."""
    kept: list[str] = []
    conditional: list[str] = []
    position = 0
    while found := _AT_MEDIA.search(css, position):
        kept.append(css[position : found.start()])
        depth, position = 1, found.end()
        inside = position
        for brace in _BRACE.finditer(css, position):
            depth += 1 if brace[0] == "{" else -1
            if depth == 0:
                position = brace.end()
                break
        else:
            position = len(css)
        conditional.append(css[inside:position])
    kept.append(css[position:])
    return "".join(kept), "".join(conditional)
