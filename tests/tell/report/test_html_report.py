import hashlib
import io
import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from icplint.model.outcome import Outcome
from icplint.model.site import RejectedRow
from icplint.model.text import Language, text
from icplint.tell.report.html import HtmlReporter
from icplint.tell.report.quotes import quoted_footer
from icplint.tell.report.reporter import Manner
from icplint.tell.report.state import State
from tests.fakes import outcomes as fakes
from tests.fakes.sample_run import infested, sample_head, sample_outcomes

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=40)
STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
ZH = Manner(language=Language.ZH)

TAGS = frozenset(
    "html head meta title link style body a header main footer p h1 h2 h3 h4 section article details summary "
    "ul ol li dl dt dd b small span svg defs pattern rect table thead tbody tr th td div label select option "
    "input button output figure figcaption blockquote mark q pre code script".split()
)
ATTRIBUTES = frozenset(
    "aria-hidden aria-label aria-labelledby aria-live aria-pressed autocomplete charset class colspan content data-all "
    "data-client data-copied data-copy data-failed data-found data-first data-key data-n data-rules data-sort data-state "
    "data-words disabled height hidden href http-equiv id lang name patterntransform patternunits placeholder rel "
    "role scope spellcheck tabindex target title type value width x".split()
)


class Elements(HTMLParser):
    """The elements of a page as a browser's tokenizer cuts them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def page(found: Iterable[Outcome], manner: Manner = ZH, rejected: tuple[RejectedRow, ...] = ()) -> str:
    out = io.BytesIO()
    found = tuple(found)
    HtmlReporter(manner).write(fakes.head_for(found, rejected), found, out)
    return out.getvalue().decode()


@CALM
@given(
    found=st.lists(fakes.outcomes, max_size=3).map(tuple),
    rejected=fakes.rejected_rows,
    language=st.sampled_from(Language),
)
def test_any_outcomes_make_a_page_of_our_own_elements_alone(
    found: tuple[Outcome, ...], rejected: tuple[RejectedRow, ...], language: Language
) -> None:
    written = page(found, Manner(language=language), rejected)
    tags = Elements(written).tags

    assert {tag for tag, _ in tags} <= TAGS
    assert {name for _, attributes in tags for name in attributes} <= ATTRIBUTES
    assert sum(tag == "script" for tag, _ in tags) == 1
    assert not STEERING.findall(written)


@pytest.mark.parametrize("hostile", fakes.HOSTILE)
def test_a_hostile_text_stays_text(hostile: str) -> None:
    tags = Elements(page((infested(hostile),))).tags
    plain = Elements(page((infested("plain"),))).tags

    # A web address in a text becomes a link at most where "plain" becomes none; none of these is one.
    assert [tag for tag, _ in tags] == [tag for tag, _ in plain]
    assert [set(attributes) for _, attributes in tags] == [set(attributes) for _, attributes in plain]


def test_links_lead_to_web_addresses_and_to_the_page_itself_alone() -> None:
    found = [infested(hostile) for hostile in fakes.HOSTILE] + list(sample_outcomes())
    links = [attributes["href"] for tag, attributes in Elements(page(found)).tags if tag == "a"]

    assert [link for link in links if link and not re.match(r"https?://|#s\d+$|#sites$", link)] == []


@pytest.mark.parametrize("tag", ["style", "script"])
def test_the_page_allows_its_own_assets_by_hash_alone(tag: str) -> None:
    written = page(sample_outcomes())
    policy = next(
        attributes["content"] or ""
        for name, attributes in Elements(written).tags
        if name == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    body = re.search(rf"<{tag}>(.*?)</{tag}>", written, re.DOTALL)
    assert body is not None
    digest = b64encode(hashlib.sha256(body[1].encode()).digest()).decode()

    assert policy.startswith("default-src 'none'; ")
    assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_the_page_loads_nothing_from_elsewhere() -> None:
    tags = Elements(page(sample_outcomes())).tags

    assert not [tag for tag, attributes in tags if "src" in attributes or "style" in attributes]
    assert [attributes["href"] for tag, attributes in tags if tag == "link"] == ["data:,"]
    assert not re.search(r"@import|url\((?!#hatch)", page(sample_outcomes()))


def test_the_page_begins_with_its_type() -> None:
    assert page(sample_outcomes()).startswith("<!DOCTYPE html>\n<html")


def test_every_site_has_a_row_and_a_panel() -> None:
    tags = Elements(page(sample_outcomes(), rejected=sample_head().rejected)).tags
    rows = [attributes["data-n"] for tag, attributes in tags if tag == "tr" and "data-n" in attributes]
    panels = {
        attributes["id"] for tag, attributes in tags if "panel" in (attributes.get("class") or "").split()
    }

    assert rows == [*(str(n) for n in range(9)), ""]
    assert panels == {f"s{n}" for n in range(9)}


def test_the_tiles_count_every_declared_site_once() -> None:
    written = page(sample_outcomes(), rejected=sample_head().rejected)
    counts = {
        state: int(n)
        for state, n in re.findall(r'data-state="(\w+)" aria-pressed="false"[^>]*><b>(\d+)</b>', written)
    }

    assert set(counts) == set(State)
    assert sum(counts.values()) == 10


def test_every_bar_counts_every_declared_site() -> None:
    written = page(sample_outcomes(), rejected=sample_head().rejected)

    assert set(re.findall(r'class="counts">.*? / (\d+)</span>', written)) == {"10"}
    assert "不符合 1 · 未核查 4 · 符合 5" in written


def test_the_general_rule_is_told_once_and_a_profile_at_its_site() -> None:
    general = sample_outcomes()
    written = page((replace(general[0], profile="广东@2026-11"), *general[1:]))

    assert written.count("按通用规则判定") == 1
    assert "广东@2026-11（1 个网站） · 按通用规则判定，未见可查来源的属地要求（6 个网站）" in written
    assert "<span>属地及核查方要求：广东@2026-11</span>" in written


def test_a_column_stands_with_the_colon_of_the_language() -> None:
    site = sample_outcomes()[0]
    found = (replace(site, site=replace(site.site, columns={"机房": "东区"})),)

    assert "机房：东区" in page(found)
    assert "机房: 东区" in page(found, Manner(language=Language.EN))


def test_the_top_says_the_result_in_a_sentence() -> None:
    heading = re.search(r"<h1>(.*?)</h1>", page(sample_outcomes()))

    assert heading is not None
    assert heading[1].replace("\xa0", " ") == (
        "清单共 9 个网站：1 个应整改，1 个需核实，1 个仅有建议，2 个未发现问题，1 个部分未核查，3 个未能核查。"
    )


def test_a_site_that_was_not_checked_wears_no_other_state() -> None:
    written = page((sample_outcomes()[4],))
    row = re.search(r"<tr data-n=.*?</tr>", written, re.DOTALL)

    assert row is not None
    assert "未核查" in row[0]
    assert "未发现问题" not in row[0]
    assert "本次未能核查（域名无法解析），不代表存在或不存在问题" in written


def test_an_empty_run_makes_a_page() -> None:
    written = page(())

    assert "本次没有核查任何网站。" in written
    assert "清单中没有网站。" in written


def test_english_pages_hold_no_chinese_of_our_own() -> None:
    clean = sample_outcomes()[4]
    english = replace(clean, site=replace(clean.site, client=None))

    assert not re.search(
        "[\u4e00-\u9fff]", page((english,), Manner(language=Language.EN)).split("</style>")[1]
    )


def test_titles_of_rules_stand_where_they_are_known() -> None:
    titles = {"ICP005": text(en="The number is no link", zh="ICP 备案编号未加链接")}

    out = io.BytesIO()
    HtmlReporter(ZH).write(replace(sample_head(), rule_titles=titles), sample_outcomes(), out)

    assert "ICP 备案编号未加链接" in out.getvalue().decode()


def test_the_quoted_footer_is_the_footer_with_its_evidence_marked() -> None:
    site = sample_outcomes()[0]
    pieces = quoted_footer(site.pages[0], site.findings)

    assert "".join(piece.text for piece in pieces) == site.pages[0].footer.text
    assert [(piece.text, piece.mark) for piece in pieces if piece.mark] == [
        ("© 2013-2026 某某（北京）科技有限公司 版权所有", "seen"),
        ("京ICP备16059763号-1", "fault"),
        ("京公网安备11010502030001号", "fault"),
    ]


@CALM
@given(outcome=fakes.checked())
def test_any_quoted_footer_keeps_its_text(outcome: Outcome) -> None:
    for reading in outcome.pages:
        pieces = quoted_footer(reading, outcome.findings)

        assert "".join(piece.text for piece in pieces) == reading.footer.text


def test_the_same_run_makes_the_same_page() -> None:
    assert page(sample_outcomes()) == page(sample_outcomes())
