import io
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from icplint.model.outcome import Outcome
from icplint.model.run import ReportHead
from icplint.model.site import RejectedRow
from icplint.model.text import Language
from icplint.tell.report.markdown import MOST, MarkdownReporter
from icplint.tell.report.markdown_text import block, code, words
from icplint.tell.report.reporter import Manner
from tests.fakes import outcomes as fakes
from tests.fakes.sample_run import Fleet, infested, sample_head, sample_outcomes, told_apart

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OUR_HTML = re.compile(r"<details><summary>[^<>]*</summary>|</details>")
ALIVE = re.compile(r"@[A-Za-z0-9]|://|www\.|#[0-9]|<[a-z/!]|[*_~]{2}|!?\[.*\]\(", re.IGNORECASE)
"""What a host makes a link, a mention, a reference or markup of, where it stands outside code."""

HOSTILE = (
    *fakes.HOSTILE,
    "@everyone @org/team a@b.example",
    "[click](javascript:alert(1)) ![x](https://evil.example/x.png)",
    "https://evil.example www.evil.example www.例子.中国 http://例子.中国",
    "| a | b |\n|---|---|\n| c | d |",
    "`` ` ``` ```` ` code",
    "```\n</details>\n# title\n````\n",
    "**bold** _it_ ~~gone~~ # h\n- list\n1. one\n> quote\n---\n===",
    "#1 GH-1 org/repo#1 0123456789abcdef0123456789abcdef01234567",
    "<details><summary>x</summary><img src=x>",
    "&lt;b&gt; &#64;everyone &amp; \\@everyone \\`",
    "<!-- comment --> <https://evil.example> <a@b.example>",
    "[x]: https://evil.example\n\n[x]",
    ":smile: $a^2$ [^1] \\(x\\)",
    "trailing\\",
    "`",
    "a|b\\|c",
)


def markdown(
    found: tuple[Outcome, ...] | Fleet,
    rejected: tuple[RejectedRow, ...] = (),
    language: Language = Language.ZH,
    head: ReportHead | None = None,
    most: int = MOST,
) -> str:
    out = io.BytesIO()
    reporter = MarkdownReporter(Manner(language=language), most=most)
    reporter.write(head or fakes.head_for(tuple(found), rejected), found, out)
    return out.getvalue().decode()


def tokens(text: str) -> Iterator[Token]:
    for token in RENDERER.parse(text):
        yield token
        yield from token.children or ()


def bones(text: str) -> list[str]:
    """The structure of a page: what kinds of token it is made of."""
    return [token.type for token in RENDERER.parse(text)]


def plain_texts(text: str) -> str:
    """All text outside of code."""
    return "\n".join(token.content for token in tokens(text) if token.type == "text")


@CALM
@given(
    found=st.lists(fakes.outcomes, max_size=3).map(tuple),
    rejected=fakes.rejected_rows,
    language=st.sampled_from(Language),
)
def test_any_outcomes_make_a_page_without_a_stranger_s_markup(
    found: tuple[Outcome, ...], rejected: tuple[RejectedRow, ...], language: Language
) -> None:
    text = markdown(found, rejected, language)
    read = list(tokens(text))

    assert {token.type for token in read} & {
        "link_open",
        "image",
        "html_inline",
        "em_open",
        "s_open",
    } == set()
    assert [
        token.content
        for token in read
        if token.type == "html_block" and OUR_HTML.sub("", token.content).strip()
    ] == []
    assert not ALIVE.search(plain_texts(text))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_stranger_s_text_changes_no_structure(hostile: str) -> None:
    found, plain = infested(hostile), infested("plain")
    row = replace(
        found,
        not_checked=sample_outcomes()[4].not_checked,
        verdicts=sample_outcomes()[4].verdicts,
        findings=(),
    )
    plain_row = replace(row, site=plain.site)

    assert bones(markdown((found, row))) == bones(markdown((plain, plain_row)))
    assert not ALIVE.search(plain_texts(markdown((found, row))))


@CALM
@given(text=st.text(max_size=60) | st.sampled_from(HOSTILE))
def test_any_text_stays_one_cell_and_comes_to_no_life(text: str) -> None:
    page = f"| a | b |\n|---|---|\n| {words(text)} | {code(text)} |\n"
    read = list(tokens(page))

    assert sum(token.type == "td_open" for token in read) == 2
    assert {token.type for token in read if token.nesting == 0} <= {"inline", "text", "code_inline"}
    assert not ALIVE.search(plain_texts(page))


@CALM
@given(text=st.text(max_size=60) | st.sampled_from(HOSTILE))
def test_any_text_stays_in_its_block(text: str) -> None:
    read = RENDERER.parse(block(text))

    assert [token.type for token in read] == ["fence"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("京ICP备16059763号-1 的链接", "京ICP备16059763号-1 的链接"),
        ("Checked 2026-11-24 11:00 (Beijing time)", "Checked 2026-11-24 11:00 (Beijing time)"),
        ("see https://a.example/x.", "see `https://a.example/x`."),
        ("...", "`...`"),
        ("a `b` c", "a `` `b` `` c"),
        ("x|y", "`x｜y`"),
    ],
)
def test_plain_words_stay_plain(text: str, shown: str) -> None:
    assert words(text) == shown


def test_the_piles_are_counted() -> None:
    text = markdown((told_apart(),))

    for line in ("| 列入报告 | 1 |", "| 已豁免 | 1 |", "| 存量问题 | 1 |", "| 低于可信度下限 | 1 |"):
        assert line in text
    assert "未列入报告的发现 (3)" in text
    assert text.count("| 应整改 | ICP005 |") == 1
    assert "| 需核实 |" not in text


def test_what_was_not_checked_is_told_before_the_findings() -> None:
    text = markdown(sample_outcomes(), sample_head().rejected)

    assert text.index("未能核查或只核查了一部分：5 个网站，不代表存在或不存在问题。") < text.index(
        "### 核查发现"
    )
    assert "- 6 项：本次未能核查（本次未提供浏览器渲染）" in text
    assert "- `sites.csv:12` " in text


def test_a_clean_run_says_that_nothing_is_reported() -> None:
    assert "No finding is reported." in markdown((sample_outcomes()[1],), language=Language.EN)


def test_the_gravest_findings_come_first() -> None:
    severities = re.findall(r"^\| (应整改|需核实|建议) \|", markdown(tuple(Fleet(40))), re.MULTILINE)

    assert severities == sorted(severities, key=("应整改", "需核实", "建议").index)
    assert len(severities) == 20


@pytest.mark.parametrize("most", [MOST, 20_000])
def test_a_long_report_fits_a_comment_and_says_what_it_leaves_out(most: int) -> None:
    text = markdown(Fleet(1_500), most=most)
    shown = len(re.findall(r"^\| (?:应整改|需核实|建议) \|", text, re.MULTILINE))
    left = re.findall(r"另有 ([\d,]+) 项未列出", text)

    assert len(text.encode("utf-16-le")) // 2 <= most
    assert int(left[0].replace(",", "")) + shown == 4 * 167
    assert text.rstrip().endswith("不能证明备案了什么。")
    assert [token.type for token in tokens(text) if token.type == "html_inline"] == []


@pytest.mark.parametrize("hostile", ["x" * 100_000, "😀" * 50_000, "`" * 70_000, "a|b " * 30_000])
def test_no_text_of_a_stranger_makes_it_too_long(hostile: str) -> None:
    text = markdown((infested(hostile),) * 40)

    assert len(text.encode("utf-16-le")) // 2 <= MOST


def test_an_interrupted_run_says_so() -> None:
    head = sample_head()
    text = markdown(sample_outcomes(), head=replace(head, run=replace(head.run, interrupted=True)))

    assert "本次核查被中断" in text
