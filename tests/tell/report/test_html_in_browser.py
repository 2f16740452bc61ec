"""The HTML report in a real browser: quiet console, filter, sort, copy, keyboard, phone, print."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from icplint.model.outcome import Outcome
from icplint.model.text import Text
from icplint.tell.report.html import HtmlReporter
from icplint.tell.report.reporter import Manner
from tests.conftest import program
from tests.fakes import outcomes as fakes
from tests.fakes.browser import Page, browser
from tests.fakes.sample_run import LINK_MISSING, Fleet, infested, sample_head, sample_outcomes

pytestmark = [pytest.mark.chromium, pytest.mark.slow]

SHOWN = "Array.from(document.querySelectorAll('#rows tr:not([hidden]) .c-site')).map(one => one.firstElementChild.textContent)"
PANELS = "Array.from(document.querySelectorAll('.panel')).filter(one => !one.hidden).length"


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    path = program("chromium")
    assert path is not None
    with browser(path) as opened:
        yield opened


def opened(tab: Page, folder: Path, found: tuple[Outcome, ...], address: str = "") -> Page:
    tab.complaints.clear()
    path = folder / "report.html"
    with path.open("wb") as out:
        HtmlReporter(Manner()).write(sample_head(found), found, out)
    tab.look(width=1200, height=900)
    tab.go("about:blank")
    tab.go(path.as_uri() + address)
    return tab


def test_the_page_opens_without_a_complaint(tab: Page, tmp_path: Path) -> None:
    opened(tab, tmp_path, sample_outcomes())

    assert tab.complaints == []
    assert tab.ask("document.querySelectorAll('.panel').length") == 9


def test_hostile_sites_run_nothing(tab: Page, tmp_path: Path) -> None:
    opened(tab, tmp_path, tuple(infested(hostile) for hostile in fakes.HOSTILE))

    assert tab.complaints == []
    assert tab.ask("document.scripts.length") == 1
    assert tab.ask("document.images.length") == 0


def test_a_script_that_were_smuggled_in_would_not_run(tab: Page, tmp_path: Path) -> None:
    opened(tab, tmp_path, sample_outcomes())
    tab.ask(
        "(() => { const smuggled = document.createElement('script'); smuggled.textContent = 'window.ran = 1';"
        " document.body.append(smuggled); })()"
    )

    assert tab.ask("window.ran === undefined")
    assert [one for one in tab.complaints if "Content Security Policy" in one]


def test_the_gravest_sites_stand_first(tab: Page, tmp_path: Path) -> None:
    opened(tab, tmp_path, sample_outcomes())

    assert tab.ask(SHOWN)[:3] == ["https://shop.example.cn/", "blog.example.com", "news.example.cn"]


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("f-state", "warning", ["blog.example.com"]),
        ("f-rule", "PSB009", ["https://shop.example.cn/"]),
        ("f-client", "乙方客户", ["blog.example.com", "news.example.cn"]),
    ],
)
def test_the_lists_filter_rows_and_panels(
    tab: Page, tmp_path: Path, field: str, value: str, shown: list[str]
) -> None:
    opened(tab, tmp_path, sample_outcomes())
    tab.ask(
        f"(() => {{ const field = document.getElementById('{field}'); field.value = '{value}';"
        " field.dispatchEvent(new Event('change')); })()"
    )

    assert tab.ask(SHOWN) == shown
    assert tab.ask(PANELS) == len(shown)
    assert tab.ask("document.getElementById('f-count').textContent") == f"显示 {len(shown)} / 10 个网站"


def test_the_search_looks_into_panels_and_reset_brings_all_back(tab: Page, tmp_path: Path) -> None:
    opened(tab, tmp_path, sample_outcomes())
    tab.ask("document.getElementById('f-text').focus()")
    tab.call("Input.insertText", text="域名无法解析")
    found = tab.ask(f"new Promise(done => setTimeout(() => done({SHOWN}), 400))")
    tab.ask("document.getElementById('f-reset').click()")

    assert found == ["https://gone.example.cn/"]
    assert len(tab.ask(SHOWN)) == 10


def test_a_tile_filters_and_lets_go(tab: Page, tmp_path: Path) -> None:
    opened(tab, tmp_path, sample_outcomes())
    tile = "document.querySelector('.tile.unmeasured button')"
    tab.ask(f"{tile}.click()")
    pressed, shown = tab.ask(f"{tile}.getAttribute('aria-pressed')"), tab.ask(SHOWN)
    tab.ask(f"{tile}.click()")

    assert (pressed, len(shown)) == ("true", 4)
    assert len(tab.ask(SHOWN)) == 10


def test_a_heading_sorts_and_says_so(tab: Page, tmp_path: Path) -> None:
    opened(tab, tmp_path, sample_outcomes())
    tab.ask("document.querySelector('.c-site button').click()")
    up = tab.ask(SHOWN)
    tab.ask("document.querySelector('.c-site button').click()")

    assert tab.ask(SHOWN) == up[::-1]
    assert tab.ask("document.querySelector('thead .c-site').getAttribute('aria-sort')") == "descending"


@pytest.mark.parametrize("refused", [False, True], ids=["clipboard", "old-way"])
def test_the_button_copies_the_fix(tab: Page, tmp_path: Path, *, refused: bool) -> None:
    opened(tab, tmp_path, sample_outcomes())
    answer = (
        "Promise.reject(new Error('refused'))" if refused else "(window.copied = text, Promise.resolve())"
    )
    tab.ask(
        f"Object.defineProperty(navigator, 'clipboard', {{value: {{writeText: (text) => {answer}}}}});"
        "document.addEventListener('copy', () => { window.copied = getSelection().toString(); });"
    )
    said = tab.ask(
        "(async () => { document.querySelector('.copy').click();"
        " await new Promise(done => setTimeout(done, 50)); return document.getElementById('said').textContent; })()"
    )

    assert said == "已复制"
    assert tab.ask("window.copied") == LINK_MISSING.fix.html


def test_a_long_list_opens_at_a_click_and_prints_whole(tab: Page, tmp_path: Path) -> None:
    visible = "Array.from(document.querySelectorAll('#rows tr')).filter(one => one.offsetParent).length"
    opened(tab, tmp_path, tuple(Fleet(320)))
    first = tab.ask(visible)
    tab.call("Emulation.setEmulatedMedia", media="print")
    printed = tab.ask(visible)
    tab.call("Emulation.setEmulatedMedia", media="screen")
    tab.ask("document.getElementById('more').click()")

    assert (first, printed, tab.ask(visible)) == (300, 321, 321)
    assert tab.ask("document.getElementById('more').hidden")


def test_a_link_to_a_folded_panel_opens_it(tab: Page, tmp_path: Path) -> None:
    opened(tab, tmp_path, sample_outcomes(), "#s4")

    assert tab.ask("document.getElementById('s4').open")
    assert not tab.ask("document.getElementById('s5').open")


def test_the_keyboard_reaches_the_list_and_the_focus_is_seen(tab: Page, tmp_path: Path) -> None:
    opened(tab, tmp_path, sample_outcomes())
    for kind in ("keyDown", "keyUp"):
        tab.call("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)

    assert tab.ask("document.activeElement.className") == "skip"
    assert tab.ask("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize("width", [390, 320], ids=["phone", "small-phone"])
def test_nothing_sticks_out_on_a_phone(tab: Page, tmp_path: Path, width: int) -> None:
    long = "https://" + "very-long-label." * 12 + "example.cn/"
    opened(tab, tmp_path, (*sample_outcomes(), infested(long)))
    tab.look(width=width, height=844)

    assert tab.ask("document.documentElement.scrollWidth") <= width


def test_the_dark_page_is_dark(tab: Page, tmp_path: Path) -> None:
    opened(tab, tmp_path, sample_outcomes())
    grounds = []
    for dark in (False, True):
        tab.look(width=1200, height=900, dark=dark)
        grounds.append(tab.ask("getComputedStyle(document.body).backgroundColor"))

    assert grounds == ["rgb(246, 245, 241)", "rgb(20, 23, 26)"]


def test_paper_shows_the_headings_and_what_a_click_would_open(tab: Page, tmp_path: Path) -> None:
    seen = "Array.from(document.querySelectorAll('{}')).filter(one => one.checkVisibility()).length"
    words = "Array.from(document.querySelectorAll('.sites thead .on-paper')).map(one => one.textContent)"
    opened(tab, tmp_path, sample_outcomes())
    on_screen = [tab.ask(seen.format(one)) for one in (".on-paper", ".compact .about", ".panel details")]
    tab.call("Emulation.setEmulatedMedia", media="print")
    on_paper = [tab.ask(seen.format(one)) for one in (".on-paper", ".compact .about", ".panel details")]

    assert tab.ask(words) == ["结果", "网站", "客户", "发现"]
    assert on_screen == [0, 0, 3]
    assert on_paper == [4, 6, 0]
    assert tab.ask(seen.format(".sites thead button")) == 0
    assert tab.ask(seen.format(".chart details, .verdicts")) == 0


def test_a_long_title_of_a_rule_is_wrapped_rather_than_cut(tab: Page, tmp_path: Path) -> None:
    title = "The number in the footer links to an address that the ministry has not used for many years"
    titles = {"ICP005": Text(en=title, zh=title)}
    path = tmp_path / "report.html"
    with path.open("wb") as out:
        HtmlReporter(Manner()).write(replace(sample_head(), rule_titles=titles), sample_outcomes(), out)
    tab.look(width=1280, height=900)
    tab.go(path.as_uri())
    cut = "Array.from(document.querySelectorAll('.bars .rule')).filter(one => one.scrollWidth > one.clientWidth).length"

    assert tab.ask("document.querySelector('.bars .rule').clientHeight") > 30
    assert tab.ask(cut) == 0


def test_the_page_prints_without_its_controls(tab: Page, tmp_path: Path) -> None:
    opened(tab, tmp_path, sample_outcomes())
    printed = tab.print()
    tab.call("Emulation.setEmulatedMedia", media="print")

    assert printed.startswith(b"%PDF-")
    assert tab.ask("getComputedStyle(document.querySelector('.filter')).display") == "none"
    assert tab.ask("getComputedStyle(document.querySelector('.copy')).display") == "none"
