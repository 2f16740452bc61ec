"""No rule says more of the law than `facts/laws.toml` holds: what is not marked `law` there is never told as law."""

import re
from collections.abc import Iterator

import pytest

from icplint.facts import laws
from icplint.facts.laws import Article, LegalText, Mark
from icplint.model.rule import RuleInfo
from icplint.model.text import Text, text
from tests.rules.cases import rules

COMMANDS = re.compile(
    "依法|依照法|法律规定|法规规定|法定|法律上|违法|违规|应当|必须|不得|责令|罚款|处罚"
    r"|\b(?:by law|before the law|[Tt]he law (?:asks|orders|demands|requires)|illegal\w*|unlawful\w*|breach\w*|must|statutory|penalt\w+|fined?)\b"
)
"""Words of a statute: who reads them takes the sentence for law."""
DENIALS = re.compile(
    r"违法和不良信息|unlawful content|未见法律[^，。；]*|no (?:statute|law|national law)\b[^.;]*|The law asks for the filing number and names no form"
)
"""Saying that no law orders a thing, or orders no form of it, is no legal claim; nor is the name of a centre."""
FINES = re.compile(r"罚款|\bfines?\b")
HEDGES = re.compile(
    r"转述|未能?核实|未能读到|2005 年文本|said to|second-hand|not (?:confirmed|verified|read)|2005 text"
)
CITED = re.compile(r"《([^》]+)》[^《。；]*?第([一二三四五六七八九十]+|\d+)\s*条")
CITED_IN_ENGLISH = re.compile(r"articles? (\d+)")
AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?= [元万])|(?<=至 )\d+|\d+ 个月|\d+ months")
NUMERALS = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)}


def sentences(info: RuleInfo) -> Iterator[Text]:
    """What a report or the page of a rule tells, the quoted consequence aside."""
    yield from (info.title, info.why, info.fix)
    for fault in info.faults.values():
        yield fault.message
        if fault.fix:
            yield fault.fix


def rests_on_law(info: RuleInfo) -> bool:
    return any(
        article is not None and article.mark is Mark.LAW for article in map(laws.article, info.sources)
    )


def commands(sentence: Text) -> list[str]:
    return [word for words in (sentence.zh, sentence.en) for word in COMMANDS.findall(DENIALS.sub("", words))]


def numeral(written: str) -> str:
    """An article's number in digits: 二十二 is 22."""
    if written.isdigit():
        return written
    tens, has_ten, ones = written.rpartition("十")
    return str((NUMERALS.get(tens, 1) * 10 if has_ten else 0) + NUMERALS.get(ones, 0))


def cited(words: str) -> Iterator[tuple[LegalText, Article]]:
    for title, number in CITED.findall(words):
        legal = next(one for one in laws.texts().values() if f"{title}》" in one.title.zh)
        yield legal, legal.articles[numeral(number)]


@pytest.mark.parametrize(
    "info", [one.info for one in rules() if not rests_on_law(one.info)], ids=lambda info: str(info.id)
)
def test_what_rests_on_no_law_is_not_told_as_law(info: RuleInfo) -> None:
    assert [(sentence.zh, said) for sentence in sentences(info) if (said := commands(sentence))] == []


@pytest.mark.parametrize("info", [one.info for one in rules()], ids=lambda info: str(info.id))
def test_an_article_is_quoted_only_as_far_as_it_was_verified(info: RuleInfo) -> None:
    told = [*sentences(info), *([info.consequence] if info.consequence else [])]

    for sentence in told:
        numbers = []
        for _, article in cited(sentence.zh):
            numbers.append(article.number)
            if article.mark is not Mark.LAW:
                assert HEDGES.search(sentence.zh), sentence.zh
                assert HEDGES.search(sentence.en), sentence.en
        assert sorted(CITED_IN_ENGLISH.findall(sentence.en)) == sorted(numbers)


@pytest.mark.parametrize("info", [one.info for one in rules()], ids=lambda info: str(info.id))
def test_fines_stand_in_the_consequence_alone(info: RuleInfo) -> None:
    told = [f"{sentence.zh} {sentence.en}" for sentence in sentences(info)]

    assert [words for words in told if FINES.search(words)] == []


@pytest.mark.parametrize(
    "info", [one.info for one in rules() if one.info.consequence], ids=lambda info: str(info.id)
)
def test_a_consequence_says_what_its_article_says(info: RuleInfo) -> None:
    consequence = info.consequence or Text("", "")
    articles = list(cited(consequence.zh))
    held = " ".join(f"{article.content.zh} {article.content.en}" for _, article in articles)

    assert articles
    for amount in AMOUNT.findall(f"{consequence.zh} {consequence.en}"):
        assert re.search(rf"(?<!\d){amount}", held), amount


@pytest.mark.parametrize(
    "article",
    [
        article
        for legal in laws.texts().values()
        for article in legal.articles.values()
        if article.mark in (Mark.PLATFORM, Mark.UNVERIFIED)
    ],
    ids=lambda article: article.number,
)
def test_a_platform_s_instruction_is_not_worded_as_law(article: Article) -> None:
    assert commands(article.content) == []


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("网站依法应当标明编号", "A number stands there"),
        ("标明编号", "The law requires a number"),
        ("未标明的将被罚款", "shown or not"),
    ],
)
def test_a_planted_claim_is_seen(zh: str, en: str) -> None:
    assert commands(text(en=en, zh=zh))


def test_saying_that_no_law_asks_is_no_claim() -> None:
    assert not commands(
        text(en="no law asks for it; no statute was found that must", zh="未见法律条文作此规定")
    )
