import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.collect.sites.site_list import SiteList
from icplint.collect.sites.targets import read_targets
from icplint.errors import IcplintError, SiteListError, UsageError
from icplint.model.site import BareDomain, FilingStatus, SavedFolder, SavedPage, Site, WebAddress

LISTS = Path(__file__).parents[3] / "fixtures" / "lists"


def from_stdin(content: bytes) -> SiteList:
    return read_targets(["-"], stdin=io.BytesIO(content))


def sites_of(*targets: str, as_url: str | None = None) -> list[Site]:
    with read_targets(targets, stdin=None, as_url=as_url) as site_list:
        return list(site_list.sites)


@pytest.mark.parametrize("name", ["excel_gb18030.tsv", "excel_bom.csv", "semicolons.csv"])
def test_a_list_from_excel_is_read_whatever_its_encoding_and_separator(name: str) -> None:
    first, second = sites_of(str(LISTS / name))

    assert first.target == BareDomain("xn--fsqu00a.cn")
    assert (first.label, first.entity, first.columns) == (
        "例子.cn",
        "某某（北京）科技有限公司",
        {"备注": "甲"},
    )
    assert (first.line, first.filing_status, first.typed) == (2, FilingStatus.FILED, False)
    assert second.filing_status is FilingStatus.CHANGE_PENDING


def test_the_encoding_is_told() -> None:
    with read_targets([str(LISTS / "excel_gb18030.tsv")], stdin=None) as site_list:
        note = site_list.notes[0]

    assert "GB18030" in note.en
    assert "GB18030" in note.zh


def test_broken_rows_are_told_by_line_and_the_good_ones_stand() -> None:
    with read_targets([f"@{LISTS / 'broken_rows.csv'}"], stdin=None) as site_list:
        sites = list(site_list.sites)

    assert [(site.label, site.index, site.line) for site in sites] == [("a.cn", 0, 2), ("f.cn", 1, 9)]
    assert [row.line for row in site_list.rejected] == [4, 5, 6, 7, 8, 10, 11]
    assert "line 2" in site_list.rejected[1].reason.en
    assert "secret" not in repr(site_list.rejected)
    assert site_list.declared == 9


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("例子.cn", BareDomain("xn--fsqu00a.cn")),
        ("Example.CN:8080/a?b=1#c", BareDomain("example.cn:8080", "/a?b=1")),
        ("example。cn", BareDomain("example.cn")),
        ("HTTP：／／Example.cn：80／a", WebAddress("http://example.cn/a")),
        ("https://[2001:DB8:0::1]:8443", WebAddress("https://[2001:db8::1]:8443/")),
        ("https://example.cn?x=中", WebAddress("https://example.cn/?x=%E4%B8%AD")),
        ("localhost:8000", BareDomain("localhost:8000")),
    ],
)
def test_an_address_is_brought_into_its_normal_form(typed: str, target: object) -> None:
    assert sites_of(typed)[0].target == target


@pytest.mark.parametrize(
    "typed",
    ["", "ftp://a.cn/", "http://", "http://a..cn/", "a.cn:0", "a.cn:70000", "http://a b.cn/", "http://-a.cn/",
     "http://127.1/", "http://a.cn\\x", "javascript:alert(1)", "word", "http://[::1", "http://a.cn/\x00"],
)  # fmt: skip
def test_what_is_no_address_gets_one_line(typed: str) -> None:
    with pytest.raises(UsageError) as raised:
        sites_of(typed)

    assert raised.value.en
    assert "\n" not in raised.value.en + raised.value.zh


@pytest.mark.parametrize("typed", ["https://u:secret@a.cn/", "u:secret@a.cn", "http://u:secret＠a.cn/"])
def test_user_info_is_refused_and_never_repeated(typed: str) -> None:
    with pytest.raises(UsageError) as raised:
        sites_of(typed)

    assert "secret" not in repr(raised.value)


def test_a_folder_is_one_site_with_its_home_page_first_and_the_others_in_order(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.html", "a.HTM", "index.html", "sub/c.html", "sub/index.html", "d.css"):
        (tmp_path / name).write_text("x")

    sites = sites_of(str(tmp_path))

    pages = ("index.html", "a.HTM", "b.html", "sub/c.html", "sub/index.html")
    assert [site.target for site in sites] == [SavedFolder(tmp_path, pages, None)]


@pytest.mark.parametrize("target", ["@missing.txt", "missing.html", "C:\\site\\index.html", "./missing"])
def test_a_missing_file_is_named(target: str) -> None:
    with pytest.raises(SiteListError, match=r"missing|index"):
        sites_of(target)


def test_an_empty_list_and_an_empty_folder_are_errors(tmp_path: Path) -> None:
    for content in (b"", b"# nothing\n", b"domain,entity\n", b"[]", b"\xef\xbb\xbf"):
        with pytest.raises(SiteListError):
            from_stdin(content)
    with pytest.raises(SiteListError):
        sites_of(str(tmp_path))


def test_a_page_of_a_row_lies_beside_its_list(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("x")
    (tmp_path / "list.json").write_text('[{"file": "page.html", "url": "http://a.cn/?q=1", "as": "b.cn"}]')

    (site,) = sites_of(str(tmp_path / "list.json"))

    assert site.target == SavedPage(tmp_path / "page.html", "http://a.cn/?q=1")
    assert site.stands_for == "https://b.cn/"


def test_as_names_the_site_that_a_single_target_stands_for() -> None:
    assert sites_of("http://127.0.0.1:8000/", as_url="example.cn")[0].stands_for == "https://example.cn/"
    with pytest.raises(UsageError):
        sites_of("a.cn", "b.cn", as_url="example.cn")


def test_a_target_typed_twice_is_declared_and_rejected() -> None:
    with read_targets(["a.cn", "A.cn"], stdin=None) as site_list:
        assert len(list(site_list.sites)) == 1

    assert [row.line for row in site_list.rejected] == [2]


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\0\0", b"PK\x03\x04zip", b"\xfd\xff" * 50, b'[{"a": 1}', b'["a.cn", ' + b"[" * 100_000],
)
def test_what_is_no_list_gets_one_line(content: bytes) -> None:
    with pytest.raises(SiteListError) as raised, from_stdin(content) as site_list:
        list(site_list.sites)

    assert "\n" not in raised.value.en


LISTISH = st.lists(
    st.sampled_from([b"domain", b"file", b",", b"\t", b";", b'"', b"\n", b"\r\n", b"a.cn", b"[", b"]", b"{", b"}", b":", b"#", b" ",
                     "域名".encode(), "域名".encode("gb18030"), b"\xff", b"\xef\xbb\xbf", b"http://", b"@", b"\\ud800"])
).map(b"".join)  # fmt: skip


@given(st.binary(max_size=200) | LISTISH)
def test_any_bytes_are_a_list_or_one_error(content: bytes) -> None:
    try:
        site_list = from_stdin(content)
    except IcplintError:
        return
    with site_list:
        count = len(list(site_list.sites))

        assert count + len(site_list.rejected) == site_list.declared > 0


def test_a_long_list_is_copied_to_disk_and_let_go() -> None:
    content = b"\n".join(b"site%d.example.cn" % number for number in range(80_000))
    assert len(content) > 1 << 20

    with from_stdin(content) as site_list:
        assert sum(1 for _ in site_list.sites) == 80_000


def test_a_folder_is_judged_as_if_it_were_served_at_an_address(tmp_path: Path) -> None:
    for name in ("index.html", "新闻/index.htm", "新闻/a b.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<html></html>", encoding="utf-8")

    sites = sites_of(str(tmp_path), as_url="https://www.example.cn/site")

    pages = ("index.html", "新闻/a b.html", "新闻/index.htm")
    assert [site.target for site in sites] == [SavedFolder(tmp_path, pages, "https://www.example.cn/site/")]
    assert [site.stands_for for site in sites] == [None]


@pytest.mark.parametrize(
    "begins", ["<!doctype html>", "\ufeff<html>", "\n  <footer>", "<!-- built -->", "<?xml?>"]
)
def test_standard_input_that_begins_with_markup_is_a_page(begins: str) -> None:
    page = (begins + "<p>页脚</p>" * 1_000).encode()

    (site,) = list(from_stdin(page).sites)

    assert site.target == SavedPage(Path("stdin"), None, body=page)
    assert site.label == "stdin"


def test_a_page_of_standard_input_stands_for_an_address() -> None:
    (site,) = list(read_targets(["-"], stdin=io.BytesIO(b"<p>x"), as_url="https://www.example.cn/").sites)

    assert site.stands_for == "https://www.example.cn/"


def test_a_list_of_standard_input_is_read_from_its_beginning() -> None:
    names = [f"site-{n:04}.example.cn" for n in range(500)]

    with from_stdin("\n".join(names).encode()) as site_list:
        assert [site.label for site in site_list.sites] == names
