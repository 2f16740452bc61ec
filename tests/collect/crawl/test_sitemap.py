"""Sitemaps, well-formed, broken and hostile."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.collect.crawl.sitemap import MOST_BYTES, MOST_KEPT, Sitemap, read_sitemap

NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
ONE = f"<urlset {NAMESPACE}><url><loc>https://a.cn/?a=1&amp;b=2</loc></url></urlset>"
A = ("https://a.cn/?a=1&b=2",)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(ONE.encode(), id="without a declaration"),
        pytest.param(f'<?xml version="1.0" encoding="GBK"?>\n<!-- 网站地图 -->{ONE}'.encode("gbk"), id="GBK"),
        pytest.param(f'<?xml version="1.0" encoding="UTF-16"?>{ONE}'.encode("utf-16"), id="UTF-16"),
        pytest.param(f'\n\n<?xml version="1.0" encoding="no-such"?>{ONE}'.encode(), id="no such charset"),
        pytest.param(gzip.compress(ONE.encode()), id="gzip"),
        pytest.param(
            ONE.replace("<", "<s:").replace("<s:/", "</s:").replace("xmlns", "xmlns:s").encode(), id="prefix"
        ),
        pytest.param(
            ONE.replace(
                "</url>", "<image:image><image:loc>https://a.cn/x.jpg</image:loc></image:image></url>"
            ).encode(),
            id="pictures",
        ),
        pytest.param(
            ONE.replace("</urlset>", "<url><loc>https://a.cn/?x&y</loc></url>").encode(), id="broken behind"
        ),
        pytest.param(b"\xef\xbb\xbfhttps://a.cn/?a=1&b=2\r\nno address\r\n", id="text"),
    ],
)
def test_all_forms_are_read(body: bytes) -> None:
    assert read_sitemap(body) == Sitemap(pages=A)


def test_an_index_names_further_files() -> None:
    body = b"<sitemapindex><sitemap><loc> https://a.cn/1.xml.gz\n</loc></sitemap></sitemapindex>"

    assert read_sitemap(body) == Sitemap(sitemaps=("https://a.cn/1.xml.gz",))


@pytest.mark.parametrize(
    "document_type",
    [
        '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>',
        '<!DOCTYPE l [<!ENTITY c SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE l SYSTEM "http://127.0.0.1:1/x.dtd">',
    ],
)
def test_entities_are_neither_grown_nor_fetched(document_type: str) -> None:
    body = f"{document_type}<urlset><url><loc>https://a.cn/&c;</loc></url></urlset>".encode()

    assert read_sitemap(body) == Sitemap()


def test_a_gzip_bomb_is_read_up_to_the_limit() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    bomb = packer.compress(b"https://a.cn/first\n")
    bomb += b"".join(packer.compress(b"\n" * 1_000_000) for _ in range(100))
    bomb += packer.compress(b"https://a.cn/last\n") + packer.flush()

    assert len(bomb) < MOST_BYTES < 100_000_000
    assert read_sitemap(bomb).pages == ("https://a.cn/first",)


def test_of_very_many_entries_the_first_are_kept() -> None:
    body = "".join(f"<url><loc>https://a.cn/{n}</loc></url>" for n in range(60_000))

    assert len(read_sitemap(f"<urlset>{body}</urlset>".encode()).pages) == MOST_KEPT


@given(st.binary(max_size=400) | st.text(alphabet='<>/urlsetocmap&;"= ?![]-x\n').map(str.encode))
def test_any_bytes_give_a_value(body: bytes) -> None:
    found = read_sitemap(body)

    assert all(one.startswith(("http://", "https://")) for one in (*found.pages, *found.sitemaps))
    assert read_sitemap(b"\x1f\x8b" + body) == Sitemap()
