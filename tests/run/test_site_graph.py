"""Sites of several pages, over real sockets: which page is judged, under which host, and what was asked for."""

import json

import pytest

from icplint.model.answer import HopKind, NotCheckedReason
from icplint.model.settings import Devices
from icplint.model.site import BareDomain, WebAddress
from icplint.tell.report.v1 import site_object
from tests.fakes.small_web import DISALLOW, HOME, Web, check

AT = WebAddress("http://www.a.cn:PORT/")


@pytest.mark.parametrize(
    ("web", "kinds", "final", "asked"),
    [
        pytest.param(
            {
                "www.a.cn/": '<meta http-equiv="refresh" content="0;url=/portal/">',
                "www.a.cn/portal/": HOME,
            },
            [HopKind.REFRESH],
            "/portal/",
            ["www.a.cn/", "www.a.cn/portal/"],
            id="a refresh",
        ),
        pytest.param(
            {
                "www.a.cn/": "<script>location.href = '/web/index.html'</script>",
                "www.a.cn/web/index.html": HOME,
            },
            [HopKind.SCRIPT],
            "/web/index.html",
            ["www.a.cn/", "www.a.cn/web/index.html"],
            id="a script that names an address",
        ),
        pytest.param(
            {
                "www.a.cn/": '<frameset rows="80,*"><frame src="top.html"><frame src="main.html"></frameset>',
                "www.a.cn/main.html": HOME,
            },
            [HopKind.FRAME],
            "/main.html",
            ["www.a.cn/", "www.a.cn/robots.txt", "www.a.cn/main.html"],
            id="a frameset",
        ),
        pytest.param(
            {
                "www.a.cn/": '<p>请选择</p><a href="/en/">English</a><a href="/cn/">中文</a>',
                "www.a.cn/cn/": HOME,
            },
            [HopKind.SPLASH],
            "/cn/",
            ["www.a.cn/", "www.a.cn/robots.txt", "www.a.cn/cn/"],
            id="a choice of languages",
        ),
        pytest.param(
            {
                "www.a.cn/": "-> /start",
                "www.a.cn/start": '<meta http-equiv="refresh" content="1; url=next">',
                "www.a.cn/next": "<script>window.location.replace('/home.htm');</script>",
                "www.a.cn/home.htm": HOME,
            },
            [HopKind.HTTP, HopKind.REFRESH, HopKind.SCRIPT],
            "/home.htm",
            ["www.a.cn/", "www.a.cn/start", "www.a.cn/next", "www.a.cn/home.htm"],
            id="one after the other",
        ),
    ],
)
async def test_a_page_that_only_leads_on_is_followed(
    web: Web, kinds: list[HopKind], final: str, asked: list[str]
) -> None:
    seen = await check(web, AT)

    assert seen.outcome.not_checked is None
    assert seen.outcome.final_url is not None
    assert seen.outcome.final_url.endswith(final)
    assert len(seen.outcome.pages) == 1
    assert seen.way == kinds
    told = json.loads(json.dumps(site_object(seen.outcome)))
    assert [hop["kind"] for page in told["pages"] for hop in page["hops"]] == [kind.value for kind in kinds]
    assert seen.asked == asked
    assert seen.outcome.domain == "a.cn"
    assert seen.outcome.verdicts["ICP001"].__class__.__name__ == "Passed", "it is the site's home page"


async def test_what_a_frame_shows_is_judged_at_the_address_around_it() -> None:
    seen = await check(
        {
            "www.a.cn/": '<iframe src="http://web.b.cn:PORT/x" width="100%" height="100%"></iframe>',
            "web.b.cn/x": HOME,
        },
        AT,
    )

    assert seen.outcome.not_checked is None
    assert seen.outcome.domain == "a.cn"
    assert [page.response.shown_at.split(":")[1] for page in seen.outcome.pages] == ["//www.a.cn"]
    assert seen.asked == ["www.a.cn/", "web.b.cn/robots.txt", "web.b.cn/x"]


async def test_a_framed_page_that_robots_txt_keeps_us_from_is_not_checked() -> None:
    seen = await check(
        {
            "www.a.cn/": '<iframe src="http://web.b.cn:PORT/x" width="100%" height="100%"></iframe>',
            "web.b.cn/x": HOME,
            "web.b.cn/robots.txt": DISALLOW,
        },
        AT,
    )

    assert seen.outcome.not_checked is NotCheckedReason.ROBOTS
    assert "web.b.cn/x" not in seen.asked
    assert not seen.outcome.findings


@pytest.mark.parametrize(
    "web",
    [
        pytest.param({"www.a.cn/": '<meta http-equiv="refresh" content="0;url=/b">',
                      "www.a.cn/b": "<script>location='/'</script>"}, id="back to the first"),
        pytest.param(
            {f"www.a.cn/{'' if n == 0 else n}": f'<meta http-equiv="refresh" content="0;url=/{n + 1}">' for n in range(20)},
            id="further and further",
        ),
    ],
)  # fmt: skip
async def test_a_way_without_an_end_is_a_redirect_loop(web: Web) -> None:
    seen = await check(web, AT)

    assert seen.outcome.not_checked is NotCheckedReason.REDIRECT_LOOP
    assert len(seen.asked) <= 7
    assert not seen.outcome.findings


async def test_a_page_that_leads_nowhere_is_never_called_without_a_number() -> None:
    seen = await check({"www.a.cn/": '<meta http-equiv="refresh" content="0;url=/gone">'}, AT)

    assert seen.outcome.not_checked is NotCheckedReason.HTTP_4XX
    assert seen.outcome.failure is not None
    assert [hop.kind for hop in seen.outcome.failure.hops] == [HopKind.REFRESH]
    assert not seen.outcome.findings


async def test_a_choice_of_languages_whose_chinese_side_is_gone_is_judged_itself() -> None:
    splash = '<p>请选择</p><a href="/en/">English</a><a href="/cn/">中文</a>'
    seen = await check({"www.a.cn/": splash}, AT)

    assert seen.outcome.not_checked is None
    assert seen.outcome.final_url is not None
    assert seen.outcome.final_url.endswith("/")


APEX, WWW = "a.cn/", "www.a.cn/"


@pytest.mark.parametrize(
    ("web", "final"),
    [
        pytest.param({APEX: HOME, WWW: HOME}, "//a.cn", id="both"),
        pytest.param({APEX: "-> http://www.a.cn:PORT/", WWW: HOME}, "//www.a.cn", id="apex sends to www"),
        pytest.param({APEX: HOME, WWW: "-> http://a.cn:PORT/"}, "//a.cn", id="www sends to apex"),
    ],
)
async def test_apex_and_www(web: Web, final: str) -> None:
    seen = await check(web, BareDomain("a.cn:PORT"))

    assert seen.outcome.not_checked is None
    assert seen.outcome.final_url is not None
    assert final in seen.outcome.final_url
    assert seen.outcome.domain == "a.cn"


async def test_a_sister_domain_is_judged_under_its_own_name_and_told() -> None:
    seen = await check({"www.a.cn/": "-> http://www.b.cn:PORT/", "www.b.cn/": HOME}, AT)

    assert seen.outcome.domain == "b.cn"
    assert "SITE003" in {finding.rule for finding in seen.outcome.findings}


async def test_both_devices_are_asked_and_compared() -> None:
    other = HOME.replace("20042371号-1", "20042371号-2")
    seen = await check({"www.a.cn/": HOME, "www.a.cn/ mobile": other}, AT, device=Devices.BOTH)

    assert [page.response.device.value for page in seen.outcome.pages] == ["desktop", "mobile"]
    assert "SITE008" in {finding.rule for finding in seen.outcome.findings}
    assert seen.asked == ["www.a.cn/", "www.a.cn/"]


async def test_a_preview_is_followed_on_its_own_host() -> None:
    seen = await check(
        {
            "preview.a.cn/": '<meta http-equiv="refresh" content="0;url=https://www.real.cn/web/">',
            "preview.a.cn/web/": HOME,
        },
        WebAddress("http://preview.a.cn:PORT/"),
        stands_for="https://www.real.cn/",
    )

    assert seen.outcome.not_checked is None
    assert seen.outcome.domain == "real.cn"
    assert seen.asked == ["preview.a.cn/", "preview.a.cn/web/"]


@pytest.mark.parametrize(
    "page", ["-> http://www.b.cn:PORT/", '<meta http-equiv="refresh" content="0;url=http://www.b.cn:PORT/">']
)
async def test_nobody_is_led_to_a_site_that_is_to_be_left_alone(page: str) -> None:
    seen = await check({"www.a.cn/": page, "www.b.cn/": HOME}, AT, left_alone=frozenset({"b.cn"}))

    assert seen.outcome.not_checked is NotCheckedReason.REFUSED_ADDRESS
    assert seen.asked == ["www.a.cn/"]
