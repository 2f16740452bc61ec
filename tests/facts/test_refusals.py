"""The signs of pages that are no answer: whole, dated, and unlike what real pages say."""

from datetime import date

import pytest

from icplint.facts.refusals import (
    Refusal,
    as_of,
    groups,
    name_of,
    refusal_by_address,
    refusal_by_title,
    refusal_by_words,
    signs,
)
from icplint.model.answer import NotCheckedReason

LISTS = ("source", "script", "link", "title", "words", "whole", "header", "address")
KNOWN = {"reason", "by", "by_en", "from", "seen", *LISTS}


def test_every_group_tells_where_it_was_met_and_when_that_was_looked_at() -> None:
    for group in groups():
        assert set(group) <= KNOWN
        assert group["from"]
        assert isinstance(group["seen"], date)
        assert group["seen"] <= as_of()
        assert any(name in group for name in LISTS)


def test_a_sign_stands_in_one_group_alone() -> None:
    for name in LISTS:
        met = [one for sign in signs() for one in getattr(sign, name)]
        assert len(met) == len(set(met)), name


def test_no_sign_of_the_markup_is_so_short_that_it_stands_anywhere() -> None:
    for sign in signs():
        assert all(len(piece) >= 7 for piece in (*sign.source, *sign.script, *sign.link))
        assert all(len("".join(words)) >= 5 for words in sign.words)


def test_whose_page_it_is_has_a_name_in_english() -> None:
    for sign in signs():
        if sign.refusal.by is not None:
            assert not any("\u4e00" <= letter <= "\u9fff" for letter in name_of(sign.refusal.by).en)


def test_a_block_page_always_names_its_provider() -> None:
    assert all(sign.refusal.by for sign in signs() if sign.refusal.reason is None)


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("网站建设中", NotCheckedReason.MAINTENANCE),
        ("网站建设中 - 敬请期待", NotCheckedReason.MAINTENANCE),
        ("系统维护", NotCheckedReason.MAINTENANCE),
        ("404", NotCheckedReason.SOFT_404),
        ("404 - 找不到页面", NotCheckedReason.SOFT_404),
        ("Just a moment...", NotCheckedReason.WAF),
        ("域名转让", NotCheckedReason.PARKED),
    ],
)
def test_a_title_tells_what_the_page_is(title: str, reason: NotCheckedReason) -> None:
    found = refusal_by_title(title)

    assert found is not None
    assert found.reason is reason


@pytest.mark.parametrize(
    "title",
    [
        "",
        "建设中心",
        "网站建设中国网",
        "系统维护与培训 - 青禾科技",
        "404教程网",
        "域名转让平台",
        "安全检查与评估",
        "安全宝 - 安全生产培训",
        "Maintenance Services Ltd",
        "Coming Soon Records",
    ],
)
def test_a_title_that_only_begins_alike_tells_nothing(title: str) -> None:
    assert refusal_by_title(title) is None


@pytest.mark.parametrize(
    "text", ["本站尚未备案", "二期工程正在建设中", "我们做网站维护", "本站未办理ICP备案"]
)
def test_what_a_site_says_of_itself_is_no_block_page(text: str) -> None:
    assert refusal_by_words(text) is None


def test_an_address_counts_only_where_somebody_else_was_asked() -> None:
    host, path = "www.22.cn", "/ykj/1.html"

    assert refusal_by_address(host, path, asked="www.example.cn") == Refusal(NotCheckedReason.PARKED)
    assert refusal_by_address(host, path, asked=host) is None
    assert refusal_by_address(host, "/", asked="www.example.cn") is None
