from datetime import date

import pytest

from icplint.facts import laws
from icplint.facts.laws import Mark
from icplint.model.rule import Source


@pytest.mark.parametrize("text", laws.texts().values(), ids=laws.texts())
def test_every_text_is_told_in_both_languages(text: laws.LegalText) -> None:
    sentences = [text.title, text.issuer, *(article.content for article in text.articles.values())]

    assert all(sentence.en.strip() and sentence.zh.strip() for sentence in sentences)
    assert text.articles


def test_no_text_is_younger_than_the_day_of_the_file() -> None:
    dates = [one.text_of for text in laws.texts().values() for one in text.articles.values() if one.text_of]

    assert max(dates) <= laws.as_of()


def test_statutes_read_themselves_are_law_and_those_quoted_by_others_are_second_hand() -> None:
    read, quoted = laws.article(Source("SC-292", "12")), laws.article(Source("MII-33-2005", "25"))

    assert read is not None
    assert read.mark is Mark.LAW
    assert read.text_of == date(2024, 12, 6)
    assert quoted is not None
    assert quoted.mark is Mark.SECOND_HAND


def test_a_draft_is_no_basis() -> None:
    assert not laws.may_rest_on(Source("SC-292-DRAFT-2026", "all"))
    assert not laws.may_rest_on(Source("SC-292-DRAFT-2026"))
    assert not laws.may_rest_on(Source("SC-292", "999"))
    assert laws.may_rest_on(Source("SC-292"))


def test_a_report_calls_only_statutes_law() -> None:
    assert laws.basis(Source("SC-292", "12")).mark == "law"
    assert laws.basis(Source("MII-33-2005", "13")).mark == "law"
    assert laws.basis(Source("MPS-PLATFORM", "icon")).mark == "platform"
    assert laws.basis(Source("A-USERS-OWN")).mark == "platform"


def test_only_read_law_carries_a_rule_at_the_level_of_law() -> None:
    assert laws.rests_on_law((Source("PROVIDER-CHECKS", "link-home"), Source("SC-292", "12")))
    assert not laws.rests_on_law((Source("MII-33-2005", "13"), Source("MPS-PLATFORM", "icon")))


def test_what_nobody_read_is_practice_and_never_law() -> None:
    unread = [
        Source(text.id, number)
        for text in laws.texts().values()
        for number, one in text.articles.items()
        if one.mark is Mark.UNVERIFIED
    ]

    assert Source("GOVERNMENT-GUIDE-2017", "footer") in unread
    assert {laws.basis(source).mark for source in unread} == {"platform"}
    assert not laws.rests_on_law(tuple(unread))


@pytest.mark.parametrize(
    "rule_source",
    ["CULTURE-RULES 12", "AUDIOVISUAL-RULES display", "NEWS-RULES display", "NEWS-RULES report"],
)
def test_duties_known_by_hearsay_are_marked_unverified(rule_source: str) -> None:
    found = laws.article(Source(*rule_source.split()))

    assert found is not None
    assert found.mark is Mark.UNVERIFIED
