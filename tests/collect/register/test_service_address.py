import pytest

from icplint.collect.register.service_address import ServiceAddress, service_address
from icplint.errors import UsageError


@pytest.mark.parametrize(
    ("written", "base", "host", "port"),
    [
        ("http://127.0.0.1:16181", "http://127.0.0.1:16181", "127.0.0.1", 16181),
        ("http://127.0.0.1:16181/", "http://127.0.0.1:16181", "127.0.0.1", 16181),
        ("HTTPS://ICP.Example.CN/api/v1/", "https://icp.example.cn/api/v1", "icp.example.cn", 443),
        ("https://icp.example.cn:443/api", "https://icp.example.cn/api", "icp.example.cn", 443),
        ("http://icp.example.cn:443", "http://icp.example.cn:443", "icp.example.cn", 443),
        ("http://[::1]:8080/x", "http://[::1]:8080/x", "::1", 8080),
        ("http://备案.cn", "http://xn--srsw86a.cn", "xn--srsw86a.cn", 80),
        ("http://icp", "http://icp", "icp", 80),
        ("http://a:b@icp.cn/p", "http://icp.cn/p", "icp.cn", 80),
    ],
)
def test_an_address_is_brought_into_one_form(written: str, base: str, host: str, port: int) -> None:
    address = service_address(written)

    assert (address.base, address.host, address.port) == (base, host, port)


def test_the_question_stands_behind_the_prefix() -> None:
    address = service_address("http://icp.cn/api")

    assert address.query("example.com.cn") == "http://icp.cn/api/query/web?search=example.com.cn"
    assert address.query("a&b=c#d") == "http://icp.cn/api/query/web?search=a%26b%3Dc%23d"


def test_the_password_is_kept_and_not_shown() -> None:
    address = service_address("http://some%40body:s3%3Acret@icp.cn")

    assert address.login == ("some@body", "s3:cret")
    assert "s3" not in repr(address)
    assert "body" not in repr(address)
    assert service_address("http://icp.cn").login is None


@pytest.mark.parametrize(
    "written",
    [
        "",
        "icp.cn",
        "ftp://icp.cn",
        "http://",
        "http:///x",
        "http://:80",
        "http://icp.cn:0",
        "http://icp.cn:65536",
        "http://icp.cn:x",
        "http://icp.cn/?search=",
        "http://icp.cn/#x",
        "http://icp.cn/a b",
        "http://icp.cn/备案",
        "http://icp.cn/\x1b[31m",
        "http://icp.cn\\@evil.cn",
        "http://[::1",
        "http://[::1%eth0]/",
        "http://1.2.3",
        "http://a..cn",
        "http://" + "a" * 3000,
    ],
)
def test_what_is_no_address_is_told_in_one_line(written: str) -> None:
    with pytest.raises(UsageError) as told:
        service_address(written)

    for sentence in (told.value.en, told.value.zh):
        assert sentence.startswith("--register")
        assert "\n" not in sentence
        assert "\x1b" not in sentence
        assert len(sentence) < 400


def test_a_wrong_address_is_told_without_its_password() -> None:
    with pytest.raises(UsageError) as told:
        service_address("http://me:s3cret@icp.cn:x/")

    assert "s3cret" not in told.value.en + told.value.zh


def test_only_the_service_itself_is_opened() -> None:
    guard = service_address("http://127.0.0.1:16181").guard()

    assert guard.refused_port(16181) is None
    assert guard.refused_port(80) is not None
    assert guard.opened_host == "127.0.0.1"
    assert isinstance(service_address("http://10.0.0.1"), ServiceAddress)
