import pytest

from icplint.collect.fetch.media import is_plainly_no_page


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/html",
        "text/html; charset=gbk",
        "TEXT/HTML",
        "application/xhtml+xml",
        "text/plain",
        "x/y",
        ";",
    ],
)
def test_what_may_be_a_page_is_read(content_type: str) -> None:
    assert not is_plainly_no_page(content_type)


@pytest.mark.parametrize(
    "content_type",
    [
        "image/png",
        "Application/PDF",
        "application/json; charset=utf-8",
        "application/problem+json",
        "application/zip",
        "application/octet-stream",
        "video/mp4",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ],
)
def test_what_is_plainly_something_else_is_not(content_type: str) -> None:
    assert is_plainly_no_page(content_type)
