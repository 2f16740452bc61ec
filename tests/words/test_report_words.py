import re
import string
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

import pytest

from icplint.model.answer import NotCheckedReason
from icplint.model.finding import Confidence, Severity, Status
from icplint.model.rule import BasisLevel, Need, Presence
from icplint.model.site import FilingStatus
from icplint.model.text import Text
from icplint.tell.report.state import STATES, State
from icplint.words import reasons, report, report_page

ROOT = Path(__file__).parents[2]

FORBIDDEN = (
    "ICP号", "序列号", "ICP证号", "站长", "空间商", "公安徽章", "警徽", "PSB", "工信部官网", "信息产业部",
    "下线", "失效", "未备案", "违法", "罚款", "依法应当", "错误",
)  # fmt: skip
"""The right column of the table of terms, and words that a page alone never supports."""


def _texts() -> list[Text]:
    found: list[Text] = []
    for module in (reasons, report, report_page):
        for value in vars(module).values():
            if isinstance(value, Text):
                found.append(value)
            elif isinstance(value, dict):
                found.extend(one for one in value.values() if isinstance(one, Text))
    return found


@pytest.mark.parametrize(
    ("told", "enum"),
    [
        (report.SEVERITIES, Severity),
        (report.CONFIDENCES, Confidence),
        (report.STATUSES, Status),
        (report.BASIS_LEVELS, BasisLevel),
        (report.FILING_STATUSES, FilingStatus),
        (reasons.NOT_CHECKED, NotCheckedReason),
        (reasons.NEEDS, Need),
        (STATES, State),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else None,
)
def test_every_member_is_told_in_its_own_words(told: dict[str, Text], enum: type[StrEnum]) -> None:
    assert set(told) == set(enum)
    assert len({text.zh for text in told.values()}) == len(told)
    assert len({text.en for text in told.values()}) == len(told)


@pytest.mark.parametrize("text", _texts(), ids=lambda text: text.en[:30])
def test_both_languages_say_the_same_names_and_no_forbidden_word(text: Text) -> None:
    names = [{name for _, name, _, _ in string.Formatter().parse(one) if name} for one in (text.en, text.zh)]

    assert names[0] == names[1]
    assert text.en.strip()
    assert text.zh.strip()
    assert not [word for word in FORBIDDEN if word in text.zh]


@pytest.mark.parametrize(
    "reason", [*NotCheckedReason, *(f"not-offered:{need}" for need in Need), *reasons.UNMEASURED]
)
def test_every_reason_of_an_unmeasured_verdict_has_words(reason: str) -> None:
    told = reasons.unmeasured_reason(reason)

    assert told.en != reason
    assert not told.zh.isascii()


@pytest.mark.parametrize("rung", Presence)
def test_every_rung_has_words(rung: Presence) -> None:
    assert reasons.not_applicable_reason(rung) is reasons.NOT_APPLICABLE[rung]


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ("Unmeasured", reasons.unmeasured_reason),
        ("NotApplicable", reasons.not_applicable_reason),
        ("OutOfScope", reasons.out_of_scope_reason),
    ],
)
def test_every_reason_that_our_rules_and_judge_give_has_words(
    verdict: str, words: Callable[[str], Text]
) -> None:
    given_in = re.compile(rf"\b{verdict}\(\s*\"([^\"]+)\"")
    files = [path for folder in ("icplint/judge", "rules") for path in (ROOT / folder).rglob("*.py")]
    codes = {code for path in files for code in given_in.findall(path.read_text(encoding="utf-8"))}

    assert codes
    assert not [code for code in codes if words(code).zh.isascii()]


def test_a_reason_without_words_shows_its_code_but_never_a_stranger_s_text() -> None:
    assert reasons.unmeasured_reason("something-new").zh == "something-new"
    assert reasons.unmeasured_reason("<b>\x1b").zh == "其他原因"


def test_the_severities_are_the_agreed_words() -> None:
    assert [text.zh for text in report.SEVERITIES.values()] == ["应整改", "需核实", "建议"]
    verdicts = (report.PASS, report.FAIL, report.UNMEASURED, report.NOT_APPLICABLE, report.OUT_OF_SCOPE)
    assert [text.zh for text in verdicts] == ["符合", "不符合", "未核查", "不适用", "不在核查范围"]
