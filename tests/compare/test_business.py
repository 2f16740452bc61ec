from datetime import date
from pathlib import Path

import pytest

from icplint.compare.business import declares_business
from icplint.model.filing import NOT_OFFERED
from icplint.model.rule import BasisLevel, RuleContext
from icplint.model.site import SavedPage, Site


def context(*tags: str, **options: object) -> RuleContext:
    site = Site(index=0, label="a", target=SavedPage(Path("a.html"), None), tags=tags)
    return RuleContext(
        site=site,
        host="www.example.cn",
        domain="example.cn",
        basis_level=BasisLevel.PRACTICE,
        province=None,
        filing=NOT_OFFERED,
        today=date(2026, 11, 24),
        options=options,
    )


@pytest.mark.parametrize("tag", ["e-commerce", "E-Commerce", " e commerce ", "E_COMMERCE", "电商"])
def test_a_tag_declares_a_trade_however_it_is_written(tag: str) -> None:
    assert declares_business(context("north", tag, tags=("e-commerce", "电商")))


def test_a_site_without_the_tag_declares_nothing() -> None:
    assert not declares_business(context("news", tags=("e-commerce",)))
    assert not declares_business(context(tags=("e-commerce",)))
    assert not declares_business(context("e-commerce"))


def test_every_site_may_be_declared_at_once() -> None:
    assert declares_business(context(tags=(), every_site=True))
    assert not declares_business(context(tags=(), every_site=False))


def test_a_tag_without_letters_declares_nothing() -> None:
    assert not declares_business(context("", tags=("e-commerce",)))
