import httpx
import pytest

from icplint.collect.fetch.transport import request_bytes


def test_a_request_is_sent_as_it_stands() -> None:
    request = httpx.Request("GET", "http://a.cn:8080/%E9%A6%96?q=1#part", headers={"user-agent": "icplint"})

    assert request_bytes(request) == (
        b"GET /%E9%A6%96?q=1 HTTP/1.1\r\nHost: a.cn:8080\r\nuser-agent: icplint\r\n\r\n"
    )


@pytest.mark.parametrize("value", ["a\r\nX: y", "a\nb", "a\rb", "a\0b"])
def test_no_header_ends_its_line_early(value: str) -> None:
    with pytest.raises(httpx.LocalProtocolError):
        request_bytes(httpx.Request("GET", "http://a.cn/", headers={"x": value}))


def test_no_body_is_sent() -> None:
    with pytest.raises(httpx.LocalProtocolError):
        request_bytes(httpx.Request("POST", "http://a.cn/", content=b"x"))
