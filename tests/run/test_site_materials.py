"""What a home page takes from beside itself: fetched over real sockets, politely, once, and only where it is needed."""

import zlib

import pytest

from icplint.collect.crawl.plan import plan_of
from icplint.model.answer import MaterialKind, NotCheckedReason
from icplint.model.outcome import Failed, Passed
from icplint.model.reading import MOST_PIECES, MOST_WANTS
from icplint.model.rule import Unmeasured
from icplint.model.settings import Devices, Settings
from icplint.model.site import Site, WebAddress
from tests.fakes.small_web import HOME, Seen, Web, check

AT = WebAddress("http://www.a.cn:PORT/")
WORDS = "某某公司是一家公司，产品用于水处理、食品和化工行业。" * 20
FOOTER = (
    "<p>© 2026 某某公司 版权所有</p><a href='https://beian.miit.gov.cn/'>粤ICP备20042371号-1</a>"
    "<a href='https://beian.mps.gov.cn/#/query/webSearch?code=44010602000123'><img src='/ga.png'>粤公网安备44010602000123号</a>"
)
PSB = "粤公网安备44010602000123号"


def page(*ends: str, head: str = "") -> str:
    return (
        f'<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>某某公司</title>{head}</head>'
        f"<body><main><p>{WORDS}</p></main>{''.join(ends)}</body></html>"
    )


def writes(text: str) -> bytes:
    return f'document.write("{text}");'.encode()


def icp001(seen: Seen) -> object:
    return seen.outcome.verdicts["ICP001"]


@pytest.mark.parametrize(
    ("end", "place", "piece"),
    [
        ('<script src="/js/footer.js"></script>', "/js/footer.js", writes(FOOTER)),
        ('<script src="js/copyright.js?v=3"></script>', "/js/copyright.js?v=3", writes(FOOTER)),
        ('<div class="foot"><script src="/inc.js"></script></div>', "/inc.js", writes(FOOTER)),
        (
            '<div id="footer"></div><script>$("#footer").load("/inc/foot.html")</script>',
            "/inc/foot.html",
            FOOTER,
        ),
        ('<script>$("#f").load("foot.html #box", go)</script>', "/foot.html", f"<div id=box>{FOOTER}</div>"),
        ("<script>fetch('/bottom.htm').then(r=>r.text())</script>", "/bottom.htm", FOOTER),
        (
            "<script>document.write('<script src=\"/foot.js\"></'+'script>')</script>",
            "/foot.js",
            writes(FOOTER),
        ),
        ('<div w3-include-html="footer.html"></div>', "/footer.html", FOOTER),
        ('<div id="foot" data-load="/part/7"></div>', "/part/7", FOOTER),
        (
            '<iframe src="/foot.html" height="120"></iframe>',
            "/foot.html",
            f"<html><body>{FOOTER}</body></html>",
        ),
        ('<object data="/footer.html"></object>', "/footer.html", FOOTER),
    ],
)
async def test_a_footer_that_comes_from_beside_the_page_is_read(
    end: str, place: str, piece: str | bytes
) -> None:
    seen = await check({"www.a.cn/": page(end), f"www.a.cn{place}": piece}, AT)
    [reading] = seen.outcome.pages

    assert icp001(seen) == Passed()
    assert [number.number for number in reading.evidence.icp] == ["粤ICP备20042371号-1"]
    assert [number.number for number in reading.evidence.psb] == [PSB]
    assert {number.source for number in reading.evidence.icp} == {"script-literal"}
    assert seen.files == ["www.a.cn/", f"www.a.cn{place}"]
    assert [(one.failure, one.url.rpartition("www.a.cn")[2].partition("/")[1:]) for one in reading.taken] == [
        (None, ("/", place[1:]))
    ]


async def test_a_piece_in_another_charset_is_read_as_its_header_says_or_as_the_page() -> None:
    script = writes(FOOTER).decode().encode("gb18030")
    seen = await check(
        {"www.a.cn/": page('<script src="/foot.js"></script>'), "www.a.cn/foot.js": script}, AT
    )

    assert icp001(seen) == Passed()


@pytest.mark.parametrize(
    "end",
    [
        '<script src="https://cdn.b.cn/footer.js"></script>',
        '<script src="//www.b.cn:PORT/footer.js"></script>',
        '<script src="http://www.a.cn:81/footer.js"></script>',
        '<script src="/js/jquery.js"></script>',
        "<script>var page = 'footer'; show('/news/1.html')</script>",
        '<iframe src="https://map.b.cn/foot.html"></iframe>',
        '<iframe src="/map.html"></iframe>',
        '<script src="http://www.a.cn:PORT/"></script>',
        '<script src="javascript:foot.js"></script>',
        '<script src="data:text/javascript,footer.js"></script>',
        '<script src="file:///footer.js"></script>',
        '<script src="http://u:p@www.a.cn:PORT/footer.js"></script>',
        f'<script src="/{"x" * 2000}/footer.js"></script>',
        "<!-- <script src='/footer.js'></script> -->",
    ],
)
async def test_nothing_else_is_asked_for(end: str) -> None:
    seen = await check({"www.a.cn/": page(end)}, AT)

    assert seen.files == ["www.a.cn/"]
    assert isinstance(icp001(seen), Failed)


async def test_a_page_that_shows_its_number_asks_for_nothing_more() -> None:
    shown = HOME.replace("</body>", '<script src="/footer.js"></script></body>')
    seen = await check({"www.a.cn/": shown, "www.a.cn/footer.js": writes(FOOTER)}, AT)

    assert seen.files == ["www.a.cn/"]


async def test_a_script_of_another_name_of_the_domain_is_asked_for() -> None:
    web: Web = {
        "www.a.cn/": page('<script src="http://static.a.cn/footer.js"></script>'),
        "static.a.cn/footer.js": writes(FOOTER),
    }
    seen = await check(web, AT)

    [taken] = seen.outcome.pages[0].taken
    assert taken.url == "http://static.a.cn/footer.js"
    assert taken.failure is NotCheckedReason.ROBOTS  # nobody listens on port 80 here, so nobody gives leave
    assert icp001(seen) == Unmeasured("needs-rendering")


@pytest.mark.parametrize(
    ("web", "failure"),
    [
        ({"www.a.cn/footer.js": "!! 503 Busy"}, NotCheckedReason.HTTP_5XX),
        ({"www.a.cn/footer.js": "!! 403 Forbidden"}, NotCheckedReason.HTTP_4XX),
        (
            {"www.a.cn/footer.js": "-> http://www.b.cn:PORT/x.js", "www.b.cn/x.js": b"1"},
            NotCheckedReason.REFUSED_ADDRESS,
        ),
        ({"www.a.cn/footer.js": "-> /footer.js"}, NotCheckedReason.REDIRECT_LOOP),
        ({"www.a.cn/footer.js": b"x" * 1_100_000}, NotCheckedReason.TOO_LARGE),
        ({"www.a.cn/robots.txt": b"User-agent: *\nDisallow: /footer.js\n"}, NotCheckedReason.ROBOTS),
        ({"www.a.cn/robots.txt": "!! 500 Broken"}, NotCheckedReason.ROBOTS),
    ],
)
async def test_where_a_piece_cannot_be_had_no_number_is_missing(web: Web, failure: NotCheckedReason) -> None:
    seen = await check({"www.a.cn/": page('<script src="/footer.js"></script>'), **web}, AT)
    [reading] = seen.outcome.pages

    assert [one.failure for one in reading.taken] == [failure]
    assert reading.needs_rendering == "unread-piece"
    assert icp001(seen) == Unmeasured("needs-rendering")
    assert not seen.outcome.measured


@pytest.mark.parametrize(
    "web",
    [
        {},
        {"www.a.cn/footer.js": "!! 410 Gone"},
        {"www.a.cn/footer.js": "<!doctype html><title>Not found</title>"},
        {"www.a.cn/footer.js": b"$('.menu').toggle()"},
    ],
    ids=["404", "410", "a page instead", "no footer in it"],
)
async def test_where_no_visitor_gets_a_number_it_is_missing(web: Web) -> None:
    seen = await check({"www.a.cn/": page('<script src="/footer.js"></script>'), **web}, AT)

    assert isinstance(icp001(seen), Failed)
    assert seen.outcome.measured


async def test_a_piece_of_html_that_is_not_there_may_stand_elsewhere() -> None:
    seen = await check({"www.a.cn/": page('<script>$("#f").load("footer.html")</script>')}, AT)

    assert icp001(seen) == Unmeasured("needs-rendering")


async def test_only_so_many_pieces_are_asked_for_and_within_the_plan() -> None:
    ends = [f'<script src="/{number}/footer.js"></script>' for number in range(50)]
    seen = await check({"www.a.cn/": page(*ends)}, AT)
    plan = plan_of(Site(index=0, label="x", target=AT), Settings())

    assert len(seen.files) == 1 + MOST_PIECES
    assert len(seen.asked) <= plan.asks
    assert dict(plan.steps)["materials"] == MOST_WANTS


async def test_one_round_is_all() -> None:
    web: Web = {
        "www.a.cn/": page('<script src="/footer.js"></script>'),
        "www.a.cn/footer.js": b"$('#f').load('/footer.html')",
        "www.a.cn/footer.html": FOOTER,
    }
    seen = await check(web, AT)

    assert seen.files == ["www.a.cn/", "www.a.cn/footer.js"]


async def test_a_phone_is_shown_its_own_piece() -> None:
    web: Web = {
        "www.a.cn/": page('<script src="/footer.js"></script>'),
        "www.a.cn/footer.js": writes(FOOTER),
        "www.a.cn/footer.js mobile": writes(FOOTER.replace("20042371号-1", "20042371号-2")),
    }
    seen = await check(web, AT, device=Devices.BOTH)

    assert [page.evidence.icp[0].suffix for page in seen.outcome.pages] == [1, 2]


@pytest.mark.parametrize("piece", ["<div>" * 20_000, "<p " + "a=1 " * 20_000 + ">", "\x00\x01" * 5_000, "<"])
async def test_a_hostile_piece_harms_nothing(piece: str) -> None:
    seen = await check(
        {"www.a.cn/": page('<iframe src="/foot.html"></iframe>'), "www.a.cn/foot.html": piece}, AT
    )

    assert seen.outcome.not_checked is None
    assert not seen.outcome.crashed_rules


async def test_a_compressed_bomb_of_a_script_is_too_large() -> None:
    assert len(zlib.compress(b"x" * 5_000_000)) < 10_000
    seen = await check(
        {"www.a.cn/": page('<script src="/footer.js"></script>'), "www.a.cn/footer.js": b"x" * 5_000_000}, AT
    )

    assert [one.failure for one in seen.outcome.pages[0].taken] == [NotCheckedReason.TOO_LARGE]


BADGED = (
    '<footer><p>© 2026 某某公司 <a href="https://beian.miit.gov.cn/">粤ICP备20042371号-1</a></p><p>'
    '<a href="https://beian.mps.gov.cn/#/query/webSearch?code=44010602000123"><i class="ga"></i>'
    f"{PSB}</a></p></footer>"
)
SHEET = '<link rel="stylesheet" href="/css/site.css">'


@pytest.mark.parametrize(
    ("head", "web", "verdict"),
    [
        (SHEET, {"www.a.cn/css/site.css": b".foot .ga{background:url(/img/ga.png)}"}, Passed),
        (SHEET, {"www.a.cn/css/site.css": b".ga::before{content:url(ga.png)}"}, Passed),
        (SHEET, {"www.a.cn/css/site.css": b"p{color:red}"}, Failed),
        (SHEET, {"www.a.cn/css/site.css": b"@import 'more.css';p{color:red}"}, Unmeasured),
        (SHEET, {"www.a.cn/css/site.css": b'.ga::before{content:"\\e601"}'}, Unmeasured),
        (SHEET, {"www.a.cn/css/site.css": "!! 503 Busy"}, Unmeasured),
        (SHEET, {}, Unmeasured),
        (
            SHEET + '<link rel="stylesheet" href="//cdn.b.cn/x.css">',
            {"www.a.cn/css/site.css": b"p{}"},
            Unmeasured,
        ),
        (SHEET + "<style>.ga{background-image:url(/ga.png)}</style>", {}, Passed),
    ],
)
async def test_a_badge_that_a_style_sheet_draws_is_seen(head: str, web: Web, verdict: type) -> None:
    seen = await check({"www.a.cn/": page(BADGED, head=head), **web}, AT)

    assert isinstance(seen.outcome.verdicts["PSB009"], verdict)
    kinds = {one.kind for one in seen.outcome.pages[0].taken}
    assert kinds == (set() if verdict is Passed and not web else {MaterialKind.STYLESHEET})


async def test_a_badge_that_is_a_picture_needs_no_style_sheet() -> None:
    badged = BADGED.replace('<i class="ga"></i>', '<img src="/ga.png">')
    seen = await check({"www.a.cn/": page(badged, head=SHEET)}, AT)

    assert seen.files == ["www.a.cn/"]
