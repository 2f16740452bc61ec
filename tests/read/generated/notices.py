"""Writes copyright notices in the forms that footers use."""

from dataclasses import dataclass
from random import Random  # noqa: TID251 - the type of an argument

from tests.read.generated.truth import Notice

_WITH_YEARS = (
    "{sign} {years} {owner} 版权所有",
    "{sign} {years} {owner}版权所有",
    "{sign}{years} {owner}",
    "{sign} {years} {owner}",
    "{sign} {years}, {owner}",
    "{sign} {years}，{owner}版权所有",
    "Copyright {sign} {years} {owner}",
    "Copyright {sign} {years} {owner} All Rights Reserved",
    "Copyright {sign} {years} {owner} All Rights Reserved.",
    "Copyright {sign} {years} {owner}. All rights reserved.",
    "Copyright{sign}{years} {owner} 版权所有",
    "COPYRIGHT {sign} {years} {owner} ALL RIGHTS RESERVED",
    "CopyRight {sign} {years} {owner} 保留所有权利",
    "Copyright(C) {years} {owner} All Rights Reserved",
    "Copyright {years} {owner} All rights reserved",
    "Copyright {years} {sign} {owner}",
    "{years} {sign} {owner}",
    "版权所有 {sign} {years} {owner}",
    "版权所有 {sign} {owner} {years}",
    "{sign} {owner} {years}",
    "{sign} {owner} {years} 版权所有",
    "{owner} 版权所有 {sign} {years}",
    "{owner} {sign} {years}",
    "Copyright {sign} {years} All Rights Reserved {owner}",
    "Copyright {sign} {years} All Rights Reserved. {owner} 版权所有",
    "{sign}{years} 版权所有 {owner}",
    "版权所有Copyright{sign}{years} {owner}",
    "版权所有 Copyright {sign} {years} {owner}",
    "@{years} {owner} 版权所有",
    "Copyright @ {years} {owner}",
    "Copyright ® {years} {owner} All Rights Reserved",
    "{sign} {years} {owner} 保留一切权利",
    "{owner} {sign} {years} 版权所有 未经许可不得转载",
    "{sign} {years} example-mall.com, all rights reserved {owner}",
    "Copyright {sign} {years} example.com 版权所有 {owner}",
    "CopyRight{sign}{years}{owner} All Right Reserved",
    "Copyright {sign} {years} Norvik Trading Ltd. All Rights Reserved. {owner} 版权所有",
    "<div>Copyright {sign} {years} All Rights Reserved</div><div>{owner}</div>",
    "<div>{owner}</div><div>Copyright {sign} {years} All Rights Reserved</div>",
    "<div>Copyright {sign} {years}</div><div>{owner} 版权所有</div>",
    '{sign} {years} <span class="with-love"><i class="fa fa-heart"></i></span> <span class="author">{owner}</span>',
    "<div>{owner}</div><div>版权所有 {sign} {years}</div>",
)
_ENTITY_ONLY = (
    "example-mall.com, all rights reserved",
    "example.com 版权所有",
    "Norvik Trading",
    "<div>{owner}</div>",
)
"""Parts of forms that only the name of a company or a public body makes sense in."""
_WITHOUT_YEARS = (
    "版权所有：{owner}",
    "版权所有: {owner}",
    "版权所有 {owner}",
    "版权所有 {sign} {owner}",
    "{owner} 版权所有",
    "{owner}版权所有",
    "{owner} 版权所有 侵权必究",
    "网站版权归{owner}所有",
    "本站内容版权归{owner}所有",
    "版权归属：{owner}",
    "版权所有单位:{owner}",
    "版权所有Copyright{sign}{owner}",
    "{sign} <script>document.write(new Date().getFullYear())</script> {owner}",
    "&copy; {{{{ year }}}} {owner}",
    "Copyright {sign} {owner} All Rights Reserved",
    "Copyright {sign} {owner}. All Rights Reserved.",
    "{sign} {owner}",
)
_WITHOUT_OWNER = (
    "Copyright {sign} {years} All Rights Reserved",
    "Copyright {sign} {years} 版权所有",
    "{sign} {years} All rights reserved.",
)
_SIGNS = ("©", "©", "©", "&copy;", "&copy;", "&#169;", "&#xA9;", "©\ufe0f", "(c)", "（C）")
_OPEN_ENDS = ("{first}-至今", "{first} - 至今", "{first}-present", "{first} - Present", "{first}-now")
_RANGES = (
    "{first}-{last}",
    "{first}-{last}",
    "{first} - {last}",
    "{first}–{last}",
    "{first}—{last}",
    "{first}~{last}",
    "{first}－{last}",
    "{first}-{last}年",
    "{first}至{last}",
)


@dataclass(frozen=True, slots=True)
class WrittenNotice:
    """A notice as HTML, and what it says."""

    html: str
    says: Notice


def _years(chance: Random) -> tuple[str, tuple[int, int | None]]:
    first = chance.randint(1998, 2024)
    last = chance.randint(first + 1, 2026)
    match chance.randint(0, 10):
        case 10:
            return f"{first}-<script>document.write(new Date().getFullYear())</script>", (first, None)
        case 0:
            return chance.choice(_OPEN_ENDS).format(first=first), (first, None)
        case 1 | 2 | 3 | 4:
            return str(last), (last, last)
        case 5:
            return f"{first}-<span>{last}</span>", (first, last)
        case _:
            return chance.choice(_RANGES).format(first=first, last=last), (first, last)


def _dressed(chance: Random, owner: str) -> str:
    """The owner as it stands in the source."""
    if not owner[0].isascii() and chance.random() < 0.1:
        half = len(owner) // 2
        return f"{owner[:half]}<span>{owner[half:]}</span>"
    return chance.choices(
        (owner, f'<a href="/">{owner}</a>', f"<strong>{owner}</strong>", f"<span>{owner}</span>"),
        (70, 10, 8, 12),
    )[0]


def notice(chance: Random, owner: str) -> WrittenNotice:
    """A notice that names an owner, the years, or both."""
    years_html, years = _years(chance)
    sign = chance.choice(_SIGNS)
    form = chance.choices((_WITH_YEARS, _WITHOUT_YEARS, _WITHOUT_OWNER), (70, 22, 8))[0]
    template = chance.choice(form)
    if sign in ("(c)", "（C）") and not template.startswith(
        ("Copyright {sign}", "COPYRIGHT {sign}", "CopyRight {sign}")
    ):
        sign = "©"  # nobody writes a bare (c) between words
    if owner[0].isascii() and template.startswith("{owner}"):
        template = (
            "© {owner}" if form is _WITHOUT_YEARS else "© {years} {owner}"
        )  # English does not claim that way
    if owner[0].isascii() and "归" in template:
        template = "© {owner}"
    is_entity = owner.endswith(("公司", "局", "院", "大学", "会", "银行", "馆", "中学", "办公室", "厅"))
    if not is_entity and any(part in template for part in _ENTITY_ONLY):
        template = "© {years} {owner}"
    if owner[0].isascii():
        template = template.replace("{years}{owner}", "{years} {owner}")
    html = template.format(sign=sign, years=years_html, owner=_dressed(chance, owner))
    return WrittenNotice(
        html,
        Notice(
            owner=owner.rstrip(".") if "{owner}" in template else None,
            years=years if "{years}" in template else None,
        ),
    )
