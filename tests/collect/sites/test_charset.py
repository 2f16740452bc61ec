"""How a list is encoded is told by its bytes."""

import codecs
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.collect.sites.charset import tell_charset
from icplint.collect.sites.targets import read_targets
from icplint.errors import SiteListError

LISTS = {
    "sites.csv": "domain,entity\nexample.cn,一二三四五有限公司\nwww.example.com.cn,上海某某\n",
    "sites.txt": "example.cn\nhttps://www.example.com.cn/\n",
    "sites.json": '[{"domain": "example.cn", "entity": "一二三"}, {"domain": "www.example.com.cn"}]\n',
    "one.txt": "例子.中国",
}
WAYS: dict[str, Callable[[str], bytes]] = {
    "UTF-8": lambda text: text.encode(),
    "UTF-8 with mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "UTF-16 LE with mark": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "UTF-16 BE with mark": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "UTF-16 LE": lambda text: text.encode("utf-16-le"),
    "UTF-16 BE": lambda text: text.encode("utf-16-be"),
    "GB18030": lambda text: text.encode("gb18030"),
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("way", WAYS)
def test_a_list_reads_the_same_in_every_encoding(tmp_path: Path, name: str, way: str) -> None:
    def rows(folder: Path, content: bytes) -> list[object]:
        folder.mkdir()
        (folder / name).write_bytes(content)
        with read_targets([f"@{folder / name}"], stdin=None) as found:
            sites: list[object] = [(site.target, site.entity, site.line) for site in found.sites]
            assert found.rejected == ()
        return sites

    wanted = rows(tmp_path / "plain", WAYS["UTF-8"](LISTS[name]))

    assert wanted
    assert rows(tmp_path / "other", WAYS[way](LISTS[name])) == wanted


ROW = st.builds(
    "{}.cn,{}".format,
    st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=20),
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=12),
)


@given(st.lists(ROW, min_size=1, max_size=30), st.sampled_from(["utf-16-le", "utf-16-be"]))
def test_utf_16_is_told_without_its_mark(rows: list[str], codec: str) -> None:
    text = "\n".join(["domain,entity", *rows])

    assert tell_charset(io.BytesIO(text.encode(codec)), "x").codec == codec


@given(st.lists(ROW, min_size=1, max_size=30), st.sampled_from(["utf-8", "gb18030"]))
def test_no_other_text_is_taken_for_utf_16(rows: list[str], codec: str) -> None:
    found = tell_charset(io.BytesIO("\n".join(rows).encode(codec)), "x").codec

    assert not found.startswith("utf-16")


@pytest.mark.parametrize(
    "content",
    [
        b"\0" * 100,
        b"a\0b\0c\0" + b"\0\0",
        "example.cn\n".encode("utf-16-le")[:-1],
        "example.cn\n".encode("utf-16-le") + b"\x00\xd8",
        "example.cn\n".encode("utf-32-le"),
        b"PK\x03\x04\x14\0\0\0\x08\0",
    ],
    ids=["zeros", "a zero sign", "half a sign", "half a pair", "UTF-32", "a workbook"],
)
def test_what_is_no_text_is_told_with_the_remedy(content: bytes) -> None:
    with pytest.raises(SiteListError, match="save as CSV UTF-8"):
        tell_charset(io.BytesIO(content), "sites.csv")
