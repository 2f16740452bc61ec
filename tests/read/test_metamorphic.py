"""A page that is written down in another way says the same: its evidence stays, selectors aside."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import permutations
from random import Random  # noqa: TID251 - a fixed seed makes the pages
from typing import Any

import pytest

from icplint.model.answer import Answer, Response
from icplint.model.reading import Evidence, Reading
from icplint.read.reader import read
from tests.read.generated.footers import footer
from tests.read.generated.pages import page

pytestmark = pytest.mark.slow

SEEDS = range(10_000, 10_024)
BASE = "https://www.example.cn/"

TOKEN = re.compile(
    r"<!--.*?-->|<(?:script|style|title|svg)\b.*?</(?:script|style|title|svg)>|<[^<>]*>|[^<]+", re.DOTALL
)
ATTRIBUTE = re.compile(r"""([a-zA-Z_:-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
BOX = re.compile(
    r"</?(?:html|head|body|div|p|ul|li|dl|dt|dd|table|tbody|tr|td|center|header|footer|main|article|aside|nav|h[1-6]|br)\b",
    re.IGNORECASE,
)


def written(seed: int) -> tuple[str, str]:
    """A page and its address."""
    chance = Random(seed)
    made = footer(chance)
    return page(chance, made), made.base


def reading(body: bytes, url: str = BASE) -> Reading:
    found = read(Answer(Response(url=url), body))
    assert isinstance(found, Reading), found
    return found


def without_selectors(evidence: Evidence) -> dict[str, tuple[Any, ...]]:
    """What the evidence says, by kind; where in the tree it stands is left out.

    So are badges that are searched in the source: the words of the whole page decide whether they are.
    """
    return {
        field.name: tuple(
            replace(one, selector="") if is_dataclass(one) and not isinstance(one, type) else one
            for one in getattr(evidence, field.name)
        )
        for field in fields(evidence)
        if field.name != "marks"
    }


def said(html: str, url: str) -> dict[str, tuple[Any, ...]]:
    return without_selectors(reading(html.encode(), url).evidence)


def tokens(html: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a page, each with whether it is a tag; scripts, styles and drawings stay whole."""
    for found in TOKEN.finditer(html):
        piece = found[0]
        whole = piece.startswith(("<!", "<script", "<style", "<title", "<svg"))
        yield piece, piece.startswith("<") and not whole


def is_box(piece: str) -> bool:
    return BOX.match(piece) is not None


def wrapped(html: str) -> str:
    start = html.index("<body>") + len("<body>")
    end = html.index("</body>")
    return f'{html[:start]}<div class="page"><div><div id="w">{html[start:end]}</div></div></div>{html[end:]}'


def with_comments(html: str) -> str:
    return "".join(
        f"{piece}<!-- {n} -->" if is_tag else piece for n, (piece, is_tag) in enumerate(tokens(html))
    )


def with_scripts(html: str) -> str:
    added = '<script>window.dataLayer=window.dataLayer||[];if(1<2){dataLayer.push("x")}</script>'
    return "".join(
        piece + added if piece.startswith(("</div", "</p", "</li")) else piece for piece, _ in tokens(html)
    )


def minified(html: str) -> str:
    pieces = [piece for piece, _ in tokens(html)]
    kept = []
    for number, piece in enumerate(pieces):
        if piece.startswith("<"):
            kept.append(piece)
            continue
        text = re.sub(r"[ \n\t]+", " ", piece)
        if number and is_box(pieces[number - 1]):
            text = text.lstrip(" ")
        if number + 1 < len(pieces) and is_box(pieces[number + 1]):
            text = text.rstrip(" ")
        kept.append(text)
    return "".join(kept)


def pretty(html: str) -> str:
    return "".join(
        f"\n        {piece}\n      " if is_tag and is_box(piece) else piece for piece, is_tag in tokens(html)
    )


def in_capitals(html: str) -> str:
    def capitals(piece: str) -> str:
        name = re.match(r"</?[a-zA-Z0-9]+", piece)
        if name is None:
            return piece
        rest = ATTRIBUTE.sub(lambda one: one[1].upper() + one[0][len(one[1]) :], piece[name.end() :])
        return name[0].upper() + rest

    return "".join(capitals(piece) if is_tag else piece for piece, is_tag in tokens(html))


def with_attributes_reversed(html: str) -> str:
    def reversed_tag(piece: str) -> str:
        name = re.match(r"<[a-zA-Z0-9]+", piece)
        if name is None:
            return piece
        attributes = [one[0] for one in ATTRIBUTE.finditer(piece[name.end() :].rstrip("/>"))]
        return " ".join([name[0], 'data-v-7ba5bd90=""', *reversed(attributes)]) + ">"

    return "".join(reversed_tag(piece) if is_tag else piece for piece, is_tag in tokens(html))


def with_windows_lines(html: str) -> str:
    return html.replace("\n", "\r\n")


def without_optional_ends(html: str) -> str:
    return re.sub(r"</(?:li|td|tr|dd|dt|body|html)>", "", html)


WAYS: list[Callable[[str], str]] = [
    wrapped,
    with_comments,
    with_scripts,
    minified,
    pretty,
    in_capitals,
    with_attributes_reversed,
    with_windows_lines,
    without_optional_ends,
]


@pytest.mark.parametrize("way", WAYS, ids=[way.__name__ for way in WAYS])
def test_another_way_of_writing_keeps_the_evidence(way: Callable[[str], str]) -> None:
    for seed in SEEDS:
        html, url = written(seed)
        other = way(html)

        assert other != html
        assert said(other, url) == said(html, url), f"seed {seed}\n{other}"


@pytest.mark.parametrize("charset", ["gbk", "gb2312", "GB18030", "utf-8", "utf8"])
def test_another_declared_charset_keeps_the_evidence(charset: str) -> None:
    codec = "utf-8" if charset.startswith("utf") else "gb18030"
    for seed in SEEDS:
        html, url = written(seed)
        other = html.replace(
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">',
        )
        found = reading(other.encode(codec), url)

        assert found.charset == codec
        assert without_selectors(found.evidence) == said(html, url), f"seed {seed}\n{other}"


@pytest.mark.parametrize(
    ("mark", "codec"),
    [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"), (b"", "utf-8")],
)
def test_bytes_alone_tell_the_charset(mark: bytes, codec: str) -> None:
    for seed in SEEDS:
        html, url = written(seed)
        undeclared = html.replace('<meta charset="utf-8">', "")

        assert without_selectors(reading(mark + undeclared.encode(codec), url).evidence) == said(html, url), (
            f"seed {seed}\n{html}"
        )


def test_a_page_in_big5_keeps_the_evidence() -> None:
    html = (
        '<!doctype html><html><head><meta charset="utf-8"><title>木作</title></head><body><p>我們在這裡做桌椅，歡迎來看。</p>'
        '<div class="footer"><p>版權所有 © 2019 青禾木作(上海)有限公司</p><p><a href="https://beian.miit.gov.cn/">京ICP備16059763號-1</a>'
        ' B2-20090059</p><p><img src="/ga.png">京公網安備11010502030001號</p></div></body></html>'
    )
    found = reading(html.replace('"utf-8"', '"big5"').replace("©", "&copy;").encode("big5"))

    assert found.charset == "big5"
    assert without_selectors(found.evidence) == said(html, BASE)
    assert [one.digits for one in found.evidence.psb] == ["11010502030001"]


HEAD = '<header><a href="/">首页</a> <a href="/news/">新闻</a></header>'
NEWS = "<ul>" + "".join(f'<li><a href="/n/{n}">第{n}条新闻的标题</a></li>' for n in range(30)) + "</ul>"
ARTICLE = (
    "<article><h1>标题</h1>" + "<p>他说，那场雨改变了整条街的样子，人们都还记得。</p>" * 20 + "</article>"
)
SIDE = '<aside class="side"><h3>热门</h3><p>如何挑选一把椅子</p></aside>'


def test_the_order_of_unrelated_parts_does_not_matter() -> None:
    for seed in SEEDS:
        made = footer(Random(seed))
        style = f"<style>{made.css}</style>"
        pages = [
            f'<!doctype html><html><head><meta charset="utf-8">{style}</head><body>{"".join(parts)}{made.html}</body></html>'
            for parts in permutations((HEAD, NEWS, ARTICLE, SIDE))
        ]
        first, *others = (said(html, made.base) for html in pages)

        assert all(other == first for other in others), f"seed {seed}\n{made.html}"


@pytest.mark.parametrize(
    "edit",
    [
        lambda html: html.replace("</title>", "，欢迎您</title>"),
        lambda html: html.replace("<body>", '<body class="home dark" data-page="1">'),
        lambda html: html.replace(ARTICLE, ARTICLE * 4),
        lambda html: html.replace(NEWS, ""),
        lambda html: html.replace(SIDE, "<form><input name='q'><button>搜索</button></form>"),
        lambda html: html.replace("</head>", "<link rel='stylesheet' href='/x.css'><style>.menu{display:none}</style></head>"),
        lambda html: html.replace(HEAD, f"<table><tr><td>{HEAD}</td></tr></table>"),
    ],
)  # fmt: skip
def test_edits_outside_the_footer_do_not_matter(edit: Callable[[str], str]) -> None:
    for seed in SEEDS:
        made = footer(Random(seed))
        html = (
            f'<!doctype html><html><head><meta charset="utf-8"><title>某站</title><style>{made.css}</style></head>'
            f"<body>{HEAD}{NEWS}{ARTICLE}{SIDE}{made.html}</body></html>"
        )

        assert edit(html) != html
        assert said(edit(html), made.base) == said(html, made.base), f"seed {seed}\n{made.html}"
