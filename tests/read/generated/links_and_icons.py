"""Puts numbers into links, and icons beside them, as pages do."""

from dataclasses import dataclass
from random import Random  # noqa: TID251 - the type of an argument
from urllib.parse import urljoin

MINISTRY = "https://beian.miit.gov.cn/"


@dataclass(frozen=True, slots=True)
class Linked:
    """A piece of HTML, and where a click on its number leads."""

    html: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """An icon as HTML, the styles that it needs, and its address."""

    html: str
    address: str | None
    css: str = ""
    opens_link: str = ""
    """Attributes for the link instead of an element of its own."""


def _attributes(chance: Random, href: str) -> str:
    parts = [
        f'href="{href}"',
        *chance.sample(
            ('target="_blank"', 'rel="noreferrer"', 'class="link"', 'style="color:#999"'),
            chance.randint(0, 3),
        ),
    ]
    chance.shuffle(parts)
    return " ".join(parts)


def linked(chance: Random, text: str, *, label: str, target: str, base: str) -> Linked:
    """A number with its label, linked or not.

    Args:
        chance: Decides.
        text: The number's HTML.
        label: What stands before it.
        target: The address that most links lead to.
        base: The page's address.
    """
    way = chance.randint(0, 13)
    anchor = f"<a {_attributes(chance, target)}>"
    href = urljoin(base, target)
    match way:
        case 0:
            return Linked(f"{label}{text}", None)
        case 1:
            return Linked(f"{label}<a>{text}</a>", None)
        case 2:
            return Linked(f'{label}<a href="">{text}</a>', None)
        case 3:
            return Linked(
                f'{label}<a href="{chance.choice(("javascript:;", "javascript:void(0)", "#"))}">{text}</a>',
                None,
            )
        case 4:
            return Linked(f"{label}<span onclick=\"window.open('{target}')\">{text}</span>", href)
        case 5:
            return Linked(f"{anchor}{label}{text}</a>", href)
        case 6:
            return Linked(f"{anchor}<span>{label}</span><span>{text}</span></a>", href)
        case 7:
            return Linked(f"<span>{label}</span>{anchor}<span>{text}</span></a>", href)
        case _:
            return Linked(f"{label}{anchor}{text}</a>", href)


def ministry_target(chance: Random) -> str:
    """An address that numbers of the ministry's register are linked to."""
    return chance.choices(
        (
            MINISTRY,
            "https://beian.miit.gov.cn",
            "http://beian.miit.gov.cn/",
            "//beian.miit.gov.cn/",
            "https://beian.miit.gov.cn/#/Integrated/index",
            "https://beian.miit.gov.cn/#/Integrated/recordQuery",
            "http://www.beian.miit.gov.cn/",
            "http://www.miitbeian.gov.cn/",
            "http://www.miibeian.gov.cn/publish/query/indexFirst.action",
            "/licence.html",
        ),
        (40, 14, 8, 4, 8, 4, 6, 6, 3, 3),
    )[0]


def police_target(chance: Random, digits: str) -> str:
    """An address that police numbers are linked to; most carry the digits."""
    return chance.choices(
        (
            f"https://beian.mps.gov.cn/#/query/webSearch?code={digits}",
            f"http://www.beian.gov.cn/portal/registerSystemInfo?recordcode={digits}",
            f"https://www.beian.gov.cn/portal/registerSystemInfo?recordcode={digits}",
            f"//www.beian.gov.cn/portal/registerSystemInfo?recordcode={digits}",
            f"https://beian.mps.gov.cn/#/query/webSearch?code={digits}&amp;token=0",
            "https://beian.mps.gov.cn/",
        ),
        (60, 14, 8, 6, 3, 4),
    )[0].replace("&amp;", "&")


_FILES = (
    "/images/beian.png", "images/gongan.png", "../img/ghs.png", "https://cdn.example.net/static/ba.3f2c1d.png", "//static.example.net/police.svg",
    "/static/%E5%A4%87%E6%A1%88%E5%9B%BE%E6%A0%87.png", "/upload/备案图标.png", "https://beian.mps.gov.cn/img/logo01.dd7ff50e.png", "/themes/x/batb.png?v=2", "/uploads/2026/01/v2-d0289dc0.jpg",
)  # fmt: skip
_PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


def icon(chance: Random, base: str) -> Drawn:
    """A badge: most are plain pictures, some are drawn in other ways, some are missing."""
    file = chance.choice(_FILES)
    address = urljoin(base, file)
    size = chance.choice(
        (
            "",
            ' width="18" height="20"',
            ' style="float:left;"',
            ' class="ga" loading="lazy"',
            ' alt="公安备案图标"',
            ' alt=""',
        )
    )
    name = chance.choice(("police-icon", "icon-beian", "ga_ico", "foot-badge"))
    data = "data:image/png;base64," + "iVBORw0KGgoAAAANSUhEUgAAABQAAAAUCAYAAACNiR0" * chance.randint(8, 30)
    return chance.choices(
        (
            Drawn(f'<img src="{file}"{size}>', address),
            Drawn(f'<img{size} src="{file}" />', address),
            Drawn(f'<img src="{_PIXEL}" data-src="{file}"{size}>', address),
            Drawn(f'<img src="/img/loading.gif" data-original="{file}"{size}>', address),
            Drawn(f'<img srcset="{file} 1x, /b@2x.png 2x"{size}>', address),
            Drawn(
                f'<picture><source srcset="/b.webp" type="image/webp"><img src="{file}"{size}></picture>',
                address,
            ),
            Drawn(
                '<img src="/_next/image?url=%2Fbeian.png&amp;w=48&amp;q=75" alt="">',
                urljoin(base, "/beian.png"),
            ),
            Drawn(f'<img src="{data}"{size}>', data),
            Drawn(
                '<svg width="16" height="18" viewBox="0 0 36 40"><path d="M18 0L36 8v12c0 10-8 17-18 20z"/></svg>',
                "svg:inline",
            ),
            Drawn(
                f'<i style="display:inline-block;width:18px;height:20px;background:url({file}) no-repeat"></i>',
                address,
            ),
            Drawn(
                "",
                address,
                opens_link=f"style=\"padding-left:22px;background:url('{file}') no-repeat left center\"",
            ),
            Drawn(
                f'<i class="{name}"></i>',
                f"css:{name}",
                css=f".{name}{{display:inline-block;width:18px;height:20px;background:url(/img/sprite.png) -20px 0}}",
            ),
            Drawn(
                f'<span class="{name}"></span>',
                f"css:{name}",
                css=f".{name}::before{{content:url(/img/ga.png)}}",
            ),
            Drawn(f'<i class="{name}"></i>', f"css:{name}"),
            Drawn(
                "",
                f"css:{name}",
                css=f".{name}{{background:url(/ga.png) no-repeat;padding-left:20px}}",
                opens_link=f'class="{name}"',
            ),
            Drawn(f'<img data-lazy-src="{file}"{size}>', address),
            Drawn(f'<img src="{file}"{size} onerror="this.style.display=&quot;none&quot;">', address),
            Drawn(f'<img src=""{size}>', None),
            Drawn("", None),
        ),
        (30, 10, 6, 4, 3, 3, 4, 5, 4, 4, 4, 4, 3, 3, 3, 2, 3, 4, 12),
    )[0]


def police_linked(chance: Random, text: str, digits: str, badge: Drawn, base: str) -> Linked:
    """A police number with its badge, as platforms, themes and people write it."""
    target = police_target(chance, digits)
    href = urljoin(base, target)
    attributes = _attributes(chance, target)
    if badge.opens_link:
        attributes = f'href="{target}" {badge.opens_link}'
        return Linked(f"<a {attributes}>{text}</a>", href)
    anchor = f"<a {attributes}>"
    match chance.randint(0, 12):
        case 0:  # the old platform's own snippet
            return Linked(
                f'<a target="_blank" href="{target}" style="display:inline-block;text-decoration:none;height:20px;line-height:20px;">'
                f'{badge.html}<p style="float:left;height:20px;line-height:20px;margin: 0px 0px 0px 5px; color:#939393;">{text}</p></a>',
                href,
            )
        case 1 | 2:
            return Linked(f"{badge.html}{anchor}{text}</a>", href)
        case 3:
            return Linked(f"{badge.html} {text}", None)
        case 4:
            return Linked(f"<span>{badge.html}</span>{anchor}<span>{text}</span></a>", href)
        case 5 if text[:5].endswith("公网安备"):
            return Linked(f"{badge.html}{text[:5]} {anchor}{text[5:]}</a>", href)
        case 6:
            return Linked(f"{anchor}<span>{badge.html}</span> <span>{text}</span></a>", href)
        case 7:
            return Linked(f"公安备案号：{anchor}{badge.html}{text}</a>", href)
        case 8:
            return Linked(f"{anchor}{badge.html}</a> {anchor}{text}</a>", href)
        case _:
            return Linked(f"{anchor}{badge.html}{text}</a>", href)
