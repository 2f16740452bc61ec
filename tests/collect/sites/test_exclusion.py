"""Sites that are never asked."""

from pathlib import Path

import pytest

from icplint.collect.sites.exclusion import Exclusion
from icplint.collect.sites.targets import read_targets
from icplint.errors import SiteListError, UsageError
from icplint.model.site import BareDomain, SavedPage, Site, Target, WebAddress


def site(target: Target) -> Site:
    return Site(index=0, label="x", target=target)


@pytest.mark.parametrize(
    ("pattern", "target", "is_held"),
    [
        ("example.cn", BareDomain("example.cn"), True),
        ("example.cn", BareDomain("shop.example.cn:8080"), True),
        ("*.example.cn", WebAddress("https://www.example.cn/a"), True),
        ("EXAMPLE.cn", WebAddress("https://example.cn/"), True),
        ("例子.cn", WebAddress("https://xn--fsqu00a.cn/"), True),
        ("example.cn", BareDomain("myexample.cn"), False),
        ("example.cn", BareDomain("example.cn.evil.com"), False),
        ("shop.example.cn", BareDomain("example.cn"), False),
        ("https://example.cn/shop/", WebAddress("https://example.cn/shop/1"), True),
        ("https://example.cn/shop/", WebAddress("https://example.cn/"), False),
        ("https://example.cn/shop/", BareDomain("example.cn", "/shop/1"), True),
        ("example.cn", SavedPage(Path("a.html"), "https://example.cn/"), False),
    ],
)
def test_a_domain_is_left_out_with_all_below_it(pattern: str, target: Target, *, is_held: bool) -> None:
    assert Exclusion([pattern]).holds(site(target)) is is_held


@pytest.mark.parametrize("pattern", ["", "a b", "http://", "example.cn/path", "-", "a..b"])
def test_what_is_no_domain_is_refused_with_its_name(pattern: str) -> None:
    with pytest.raises(UsageError, match="--exclude"):
        Exclusion([pattern])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_an_opt_out_list_may_be_in_any_encoding_of_lists(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "opt-out.txt"
    path.write_text("# 退出名单\n\na.cn  # 来函要求\r\n*.b.cn\n例子.cn\n", encoding=encoding)
    exclusion = Exclusion()
    exclusion.add_file(path)

    assert exclusion.domains == {"a.cn", "b.cn", "xn--fsqu00a.cn"}


def test_a_list_that_is_not_there_or_is_none_begins_no_run(tmp_path: Path) -> None:
    with pytest.raises(SiteListError, match="no run begins"):
        Exclusion().add_file(tmp_path / "none.txt")
    broken = tmp_path / "broken.txt"
    broken.write_text("a.cn\nno domain\n", encoding="utf-8")
    with pytest.raises(SiteListError, match="line 2"):
        Exclusion().add_file(broken)


def test_left_out_sites_are_counted_and_are_not_declared(tmp_path: Path) -> None:
    path = tmp_path / "sites.txt"
    path.write_text("a.cn\nwww.b.cn\nc.cn\nno site\nd.cn\n", encoding="utf-8")
    with read_targets([f"@{path}"], stdin=None, exclusion=Exclusion(["b.cn", "c.cn"])) as sites:
        found = [(one.index, one.label) for one in sites.sites]

        assert found == [(0, "a.cn"), (1, "d.cn")]
        assert sites.left_out == 2
        assert len(sites.rejected) == 1
        assert sites.declared == 3
