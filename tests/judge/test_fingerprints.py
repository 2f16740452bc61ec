"""Fingerprints stay through unrelated edits, other years, other checkouts and other systems."""

from datetime import date
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.judge.fingerprints import name_from
from icplint.model.settings import JudgeSettings, Settings
from icplint.model.site import SavedFolder, SavedPage, Site
from icplint.packs import load_rules
from icplint.run.reading import check_saved

RULES = load_rules()
TODAY = date(2026, 11, 25)
FOOTER = '<footer><p>© {years} 某某公司 版权所有 <a href="http://beian.miit.gov.cn/">京ICP备16059763号</a></p></footer>'
ROOT = Path("/checkout").absolute()


def found(
    page: str, *, path: str = "site/page.html", url: str | None = None, root: Path = ROOT
) -> list[tuple[str, str]]:
    """Rule and fingerprint of each finding of a page."""
    target = SavedPage(root / path, url, body=None)
    return of_site(Site(index=0, label=path, target=target, typed=True), page, root)


def of_site(site: Site, page: str, root: Path) -> list[tuple[str, str]]:
    settings = Settings(judge=JudgeSettings(root=str(root)))
    assert isinstance(site.target, SavedPage)
    site.target.path.parent.mkdir(parents=True, exist_ok=True)
    site.target.path.write_text(page, encoding="utf-8")
    return sorted((one.rule, one.fingerprint) for one in check_saved(site, RULES, settings, TODAY).findings)


def page_of(body: str = "", years: str = "2013-2020", lines: int = 0) -> str:
    breaks = "\n" * lines
    return f"<!DOCTYPE html><html><head><title>t</title></head><body>{breaks}<div>{body}</div>{breaks}{FOOTER.format(years=years)}</body></html>"


prose = st.lists(
    st.sampled_from(("新闻", "hello ", "<p>产品介绍</p>", "<div>联系我们</div>", "\n", "<h2>第 7 条</h2>")),
    max_size=12,
).map("".join)


@given(body=prose, lines=st.integers(0, 9))
def test_unrelated_edits_and_moved_lines_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, body: str, lines: int
) -> None:
    root = tmp_path_factory.mktemp("checkout")

    before = found(page_of(), root=root)

    assert before
    assert found(page_of(body, lines=lines), root=root) == before


@given(first=st.integers(1995, 2015), last=st.integers(2016, 2025))
def test_another_year_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, first: int, last: int
) -> None:
    root = tmp_path_factory.mktemp("checkout")

    before = found(page_of(years="2013-2020"), root=root)

    assert "CPY004" in dict(before)
    assert found(page_of(years=f"{first}-{last}"), root=root) == before
    assert found(page_of(years=str(last)), root=root) == before


def test_a_checkout_elsewhere_gives_the_same(tmp_path: Path) -> None:
    one = found(page_of(), root=tmp_path / "one")

    assert found(page_of(), root=tmp_path / "two" / "deeper") == one


def test_pages_of_different_paths_are_told_apart(tmp_path: Path) -> None:
    one = found(page_of(), path="a.html", root=tmp_path)

    assert not set(one) & set(found(page_of(), path="b.html", root=tmp_path))


def test_an_index_page_is_its_folder(tmp_path: Path) -> None:
    as_folder = found(page_of(), url="https://www.example.cn/", root=tmp_path)

    assert found(page_of(), url="https://www.example.cn/index.html", root=tmp_path) == as_folder


def test_more_pages_of_a_folder_change_nothing(tmp_path: Path) -> None:
    names = ("a.html", "b.html", "c.html")
    for name in names:
        (tmp_path / name).write_text(page_of(name), encoding="utf-8")

    def of(pages: tuple[str, ...]) -> set[str]:
        site = Site(index=0, label=".", target=SavedFolder(tmp_path, pages, None))
        settings = Settings(judge=JudgeSettings(root=str(tmp_path)))
        return {one.fingerprint for one in check_saved(site, RULES, settings, TODAY).findings}

    assert of(names) == of(names[1:]) == of(names[:1]) != set()


@pytest.mark.parametrize(
    ("path", "root", "name"),
    [
        (PurePosixPath("/repo/site/a.html"), PurePosixPath("/repo"), "site/a.html"),
        (PurePosixPath("site/a.html"), PurePosixPath("/repo"), "site/a.html"),
        (PurePosixPath("site/../site/a.html"), PurePosixPath("/repo"), "site/a.html"),
        (PurePosixPath("/repo"), PurePosixPath("/repo"), ""),
        (PurePosixPath("site/index.html"), PurePosixPath("/repo"), "site"),
        (PurePosixPath("/builds/17/public"), PurePosixPath("/repo"), "public"),
        (PureWindowsPath(r"C:\repo\site\a.html"), PureWindowsPath(r"C:\repo"), "site/a.html"),
        (PureWindowsPath(r"site\a.html"), PureWindowsPath(r"C:\repo"), "site/a.html"),
        (PureWindowsPath(r"D:\out\public"), PureWindowsPath(r"C:\repo"), "public"),
    ],
)
def test_a_file_is_named_from_the_root_on_whatever_the_system(
    path: PurePosixPath | PureWindowsPath, root: PurePosixPath | PureWindowsPath, name: str
) -> None:
    assert name_from(path, root) == name
