"""Bytes to text."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.read.page.decoding import decode

CHINESE = "<p>版权所有 某某科技有限公司 京ICP备16059763号-1，联系我们：网站地图。</p>"


@pytest.mark.parametrize("label", ["gb2312", "GBK", "x-gbk", "gb_2312-80", "chinese", "gb18030", "cp936"])
def test_every_label_of_the_family_is_read_as_gb18030(label: str) -> None:
    page = f'<meta charset="{label}">{CHINESE}'.encode("gb18030")

    decoded = decode(page)

    assert CHINESE in decoded.text
    assert decoded.charset == "gb18030"
    assert decoded.note is None


def test_the_header_counts_before_the_page() -> None:
    page = f'<meta charset="utf-8">{CHINESE}'.encode("gbk")

    decoded = decode(page, "text/html; charset=GBK")

    assert CHINESE in decoded.text
    assert decoded.declared == "GBK"


def test_a_byte_order_mark_counts_before_everything() -> None:
    page = b"\xef\xbb\xbf" + f'<meta charset="gb2312">{CHINESE}'.encode()

    assert CHINESE in decode(page, "text/html; charset=gbk").text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_read_with_and_without_its_mark(codec: str) -> None:
    bare = ("<html><body><div class='footer'>" + CHINESE).encode(codec)
    marked = ("\ufeff" + CHINESE).encode(codec)

    assert CHINESE in decode(bare).text
    assert decode(marked).text == CHINESE


def test_utf_8_that_calls_itself_gbk_is_read_and_reported() -> None:
    decoded = decode(f'<meta charset="gb2312">{CHINESE}'.encode())

    assert CHINESE in decoded.text
    assert (decoded.charset, decoded.note) == ("utf-8", "wrong-declaration")


def test_gbk_that_calls_itself_utf_8_is_read_and_reported() -> None:
    decoded = decode(f'<meta charset="utf-8">{CHINESE}'.encode("gbk"))

    assert CHINESE in decoded.text
    assert (decoded.charset, decoded.note) == ("gb18030", "wrong-declaration")


def test_a_declared_gbk_word_that_is_valid_utf_8_by_chance_stays_gbk() -> None:
    """联通 in GBK is the classic: its bytes are two valid UTF-8 characters."""
    decoded = decode('<meta charset="gbk"><p>联通</p>'.encode("gbk"))

    assert "联通" in decoded.text


def test_big5_is_read() -> None:
    traditional = "<p>網站備案 版權所有 我們的公司為您提供這個服務，這是一個說明</p>"

    assert traditional in decode(f'<meta charset="big5">{traditional}'.encode("big5")).text


def test_nothing_declared_is_told() -> None:
    decoded = decode(CHINESE.encode("gbk"))

    assert CHINESE in decoded.text
    assert (decoded.declared, decoded.note) == (None, "not-declared")


def test_the_charset_of_a_script_is_not_the_page_s() -> None:
    page = f'<script charset="utf-8" src="a.js"></script><meta charset="gbk">{CHINESE}'.encode("gbk")

    assert decode(page).declared == "gbk"


def test_a_charset_inside_a_comment_is_none() -> None:
    page = f'<!-- <meta charset="big5"> --><meta charset="utf-8">{CHINESE}'.encode()

    assert decode(page).declared == "utf-8"


def test_a_page_cut_off_inside_a_character_is_still_utf_8() -> None:
    decoded = decode(f'<meta charset="utf-8">{CHINESE}版权'.encode()[:-1])

    assert decoded.charset == "utf-8"
    assert CHINESE in decoded.text


def test_a_few_broken_bytes_do_not_lose_the_page() -> None:
    page = f'<meta charset="gbk">{CHINESE}'.encode("gbk").replace(b"<p>", b"<p>\xff\xff", 1)

    assert "京ICP备16059763号-1" in decode(page).text


@given(
    st.binary(max_size=400),
    st.sampled_from([None, "text/html", "text/html; charset=x", "text/html; charset=utf-16", "charset=big5"]),
)
def test_no_bytes_raise(body: bytes, content_type: str | None) -> None:
    assert "\x00" not in decode(body, content_type).text


def test_bytes_that_are_no_text_are_told_from_a_page_with_a_few_broken_ones() -> None:
    noise = bytes(hashlib.sha256(bytes([n % 256, n // 256])).digest()[n % 32] for n in range(5_000))

    assert decode(noise).is_garbled
    assert not decode(f'<meta charset="gbk">{CHINESE}'.encode("gbk") * 20 + b"\xff").is_garbled
