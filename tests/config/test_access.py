"""`[[access]]` and `resolve` in a configuration: what they may say, and that no fault quotes a secret."""

import pickle
from collections.abc import Mapping
from pathlib import Path

import pytest

from icplint.cli.options import told
from icplint.config.load import load
from icplint.config.pins import pins
from icplint.errors import ConfigError
from icplint.model.access import Access, Pin
from icplint.model.text import Text

SECRET = "s3cret-of-a-test"  # noqa: S105 - it opens nothing


def access(folder: Path, toml: str, environ: Mapping[str, str] | None = None) -> tuple[Access, ...]:
    (folder / "icplint.toml").write_text(toml, encoding="utf-8")
    return load({}, environ or {}, folder).fetch.access


def faults(folder: Path, toml: str, environ: Mapping[str, str] | None = None) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        access(folder, toml, environ)
    assert len(raised.value.en.splitlines()) == len(raised.value.zh.splitlines())
    assert SECRET not in raised.value.en + raised.value.zh
    return raised.value.en.splitlines()


def test_an_access_is_read_with_all_that_it_says(tmp_path: Path) -> None:
    [found] = access(
        tmp_path,
        f"""
        [[access]]
        host = "Staging.例子.cn:8443"
        headers = {{ X-Preview = "{SECRET}" }}
        cookies = {{ session = "a=b", theme = "dark" }}
        user = "预览"
        password = {{ env = "PREVIEW_PASSWORD" }}
        over_http = true
        sent_as = "www.例子.cn"
        proxy = "http://me:{SECRET}@proxy.example.cn:3128"
        """,
        {"PREVIEW_PASSWORD": SECRET},
    )

    assert found == Access(
        host="staging.xn--fsqu00a.cn:8443",
        headers=(
            ("X-Preview", SECRET),
            ("Authorization", "Basic 6aKE6KeIOnMzY3JldC1vZi1hLXRlc3Q="),
            ("Cookie", "session=a=b; theme=dark"),
        ),
        over_http=True,
        sent_as="www.xn--fsqu00a.cn",
        proxy=f"http://me:{SECRET}@proxy.example.cn:3128",
    )


@pytest.mark.parametrize("port", ["", ":443", ":80"])
def test_the_usual_ports_are_those_of_the_host_itself(tmp_path: Path, port: str) -> None:
    [found] = access(tmp_path, f'[[access]]\nhost = "a.cn{port}"\nheaders = {{ X = "1" }}')

    assert found.host == "a.cn"


def test_secrets_are_in_no_report_and_no_repr(tmp_path: Path) -> None:
    (tmp_path / "icplint.toml").write_text(
        f'[[access]]\nhost = "a.cn"\nuser = "u"\npassword = "{SECRET}"\nproxy = "http://u:{SECRET}@p.cn:1"',
        encoding="utf-8",
    )
    settings = load({}, {}, tmp_path)

    assert told(settings)["access"] == [{"host": "a.cn", "headers": ["Authorization"], "proxy": True}]
    assert SECRET not in repr(settings)
    assert pickle.loads(pickle.dumps(settings)) == settings  # noqa: S301 - just made


@pytest.mark.parametrize(
    ("keys", "told_at"),
    [
        ("", "access[1] says nothing"),
        (f'passwort = "{SECRET}"', "unknown key 'passwort'; did you mean password?"),
        (f'password = "{SECRET}"', "access[1].user must be given together with password"),
        (f'user = "a:b"\npassword = "{SECRET}"', "access[1].user must be given together with password"),
        ("user = 1\npassword = 2", "access[1].user must be a text"),
        ('password = { env = "NOT_SET" }\nuser = "u"', "the variable 'NOT_SET' is not set"),
        (
            f'headers = {{ User-Agent = "{SECRET}" }}',
            "access[1].headers.User-Agent must be given as --user-agent",
        ),
        (f'headers = {{ Host = "{SECRET}" }}', "access[1].headers.Host must be given as sent_as"),
        (f'headers = {{ cookie = "{SECRET}" }}', "access[1].headers.cookie must be given as cookies"),
        (f'headers = {{ Content-Length = "{SECRET}" }}', "must be left out: icplint sets it itself"),
        (f'headers = {{ If-None-Match = "{SECRET}" }}', "must be left out: icplint sets it itself"),
        (f'headers = {{ "X Y" = "{SECRET}" }}', "access[1].headers must be a table"),
        (f'headers = {{ X = "{SECRET}\\r\\nY: 1" }}', "access[1].headers.X must be a text"),
        (f'headers = {{ X = "{SECRET}钥" }}', "access[1].headers.X must be one line of ASCII text"),
        (f'headers = "{SECRET}"', "access[1].headers must be a table"),
        (f'headers = {{ X = "1", x = "{SECRET}" }}', "access[1].headers must be without"),
        (
            f'headers = {{ Authorization = "Bearer {SECRET}" }}\nuser = "u"\npassword = "p"',
            "access[1].headers must be without an Authorization of its own",
        ),
        (f'cookies = {{ a = "{SECRET}; b=1" }}', "access[1].cookies.a must be a cookie's value"),
        (f'proxy = "socks5://{SECRET}@p.cn"', "access[1].proxy must be the address of an HTTP proxy"),
        (f'proxy = "http://p.cn/{SECRET}"', "access[1].proxy must be the address of an HTTP proxy"),
        (f'proxy = "http://[{SECRET}"', "access[1].proxy must be the address of an HTTP proxy"),
        ('sent_as = "a.cn:8443"', "access[1].sent_as must be a host name"),
        ('sent_as = "a..cn"', "access[1].sent_as must be a host name"),
        ('over_http = "perhaps"\nsent_as = "b.cn"', "access[1].over_http must be true or false"),
    ],
)
def test_each_fault_is_one_line_that_names_its_place(tmp_path: Path, keys: str, told_at: str) -> None:
    found = faults(tmp_path, f'[[access]]\nhost = "a.cn"\n{keys}')

    assert told_at in found[0]


@pytest.mark.parametrize(
    "host", ["", "*.a.cn", "https://a.cn", "a.cn/x", "a.cn:0", "a.cn:99999", "a..cn", "a b"]
)
def test_an_access_belongs_to_one_host(tmp_path: Path, host: str) -> None:
    [found] = faults(tmp_path, f'[[access]]\nhost = "{host}"\nsent_as = "b.cn"')

    assert "access[1].host must be one host" in found


def test_a_host_has_one_table(tmp_path: Path) -> None:
    one = '[[access]]\nhost = "{}"\nsent_as = "b.cn"\n'
    [found] = faults(tmp_path, one.format("a.cn") + one.format("A.cn:443"))

    assert "access[2]: the host a.cn has a table already" in found


@pytest.mark.parametrize(
    ("written", "pin"),
    [
        ("www.a.cn:443:203.0.113.5", Pin("www.a.cn", 443, "203.0.113.5")),
        ("WWW.例子.cn:80:[2001:DB8::1]", Pin("www.xn--fsqu00a.cn", 80, "2001:db8::1")),
        ("a.cn:8443:::1", Pin("a.cn", 8443, "::1")),
        ("[::1]:443:127.0.0.1", Pin("::1", 443, "127.0.0.1")),
    ],
)
def test_a_pin_is_read_and_may_be_given_again(written: str, pin: Pin) -> None:
    assert pins([written]) == (pin,)
    assert pins([str(pin)]) == (pin,)


def test_a_variable_holds_several_pins() -> None:
    assert pins("a.cn:443:192.0.2.1, a.cn:80:192.0.2.1") == (
        Pin("a.cn", 443, "192.0.2.1"),
        Pin("a.cn", 80, "192.0.2.1"),
    )


@pytest.mark.parametrize(
    "written",
    [
        "a.cn",
        "a.cn:443",
        "a.cn:443:",
        "a.cn:443:b.cn",
        "a.cn:0:1.2.3.4",
        "a.cn:65536:1.2.3.4",
        ":443:1.2.3.4",
        "a.cn:443:fe80::1%eth0",
        "a.cn:443:1.2.3.4:5",
        "*:443:1.2.3.4",
        "a.cn:https:1.2.3.4",
    ],
)
def test_what_is_no_pin_is_told(written: str) -> None:
    told = pins([written])

    assert isinstance(told, Text)
    assert "HOST:PORT:ADDRESS" in told.en


def test_a_host_stands_at_one_address() -> None:
    told = pins(["a.cn:443:192.0.2.1", "A.cn:443:192.0.2.2"])

    assert isinstance(told, Text)
    assert "a.cn:443 has two" in told.en


def test_pins_stand_in_the_report(tmp_path: Path) -> None:
    settings = load({"resolve": ("a.cn:443:192.0.2.1",)}, {}, tmp_path)

    assert told(settings)["resolve"] == ["a.cn:443:192.0.2.1"]
