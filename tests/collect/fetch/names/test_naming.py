import os
import sys
from ipaddress import ip_address
from pathlib import Path

import pytest

from icplint.collect.fetch.names import naming as module
from icplint.collect.fetch.names.asking import Server
from icplint.collect.fetch.names.naming import ATTEMPTS, WAIT_S, read_naming, state

unix = pytest.mark.skipif(os.name == "nt", reason="names come from elsewhere there")
pytestmark = [unix, pytest.mark.usefixtures("linux")]


@pytest.fixture
def linux(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that these tests hold on macOS too, where the files would be passed over."""
    monkeypatch.setattr(sys, "platform", "linux")


def etc(folder: Path, resolv: str | None = "nameserver 192.0.2.53\n", **files: str) -> Path:
    if resolv is not None:
        (folder / "resolv.conf").write_text(resolv)
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)
    return folder


def test_servers_suffixes_and_options_are_read(tmp_path: Path) -> None:
    resolv = """\
# made by a tool
; another comment
domain old.example
search Corp.Example. lab.example
nameserver 192.0.2.1
nameserver fe80::1%2
nameserver not-an-address
nameserver 192.0.2.3 and more
nameserver 192.0.2.4
options rotate ndots:5 timeout:3
options attempts:4
"""
    naming = read_naming(etc(tmp_path, resolv))

    assert naming is not None
    assert naming.servers == (Server("192.0.2.1"), Server("fe80::1%2"), Server("192.0.2.3"))
    assert naming.search == ("corp.example", "lab.example")
    assert (naming.ndots, naming.wait_s, naming.attempts) == (5, 3, 4)


def test_what_is_not_said_has_our_defaults(tmp_path: Path) -> None:
    naming = read_naming(etc(tmp_path))

    assert naming is not None
    assert (naming.search, naming.ndots, naming.wait_s, naming.attempts) == ((), 1, WAIT_S, ATTEMPTS)


def test_numbers_are_kept_within_what_the_system_allows(tmp_path: Path) -> None:
    naming = read_naming(
        etc(tmp_path, "nameserver ::1\noptions ndots:99 timeout:999 attempts:0 timeout:x ndots:²\n")
    )

    assert naming is not None
    assert (naming.ndots, naming.wait_s, naming.attempts) == (15, 30, 1)


def test_a_name_of_the_hosts_file_has_all_its_addresses(tmp_path: Path) -> None:
    naming = read_naming(
        etc(
            tmp_path,
            hosts="10.0.0.1 A.cn a # old\n#10.0.0.2 a.cn\nrubbish b.cn\nfe80::1 a.cn\n10.0.0.1 a.cn\n",
        )
    )

    assert naming is not None
    assert naming.hosts == {
        "a.cn": (ip_address("10.0.0.1"), ip_address("fe80::1")),
        "a": (ip_address("10.0.0.1"),),
    }


@pytest.mark.parametrize(
    ("nsswitch", "is_ours"),
    [
        ("passwd: files\n", True),
        ("hosts: files dns\n", True),
        ("hosts:files mdns4_minimal [NOTFOUND=return] dns # usual\n", True),
        ("hosts: mymachines resolve [!UNAVAIL=return] files myhostname dns\n", False),
        ("hosts: files resolve [!UNAVAIL=return] dns\n", True),
        ("hosts: dns files\n", False),
        ("hosts: files\n", False),
        ("hosts: dns\n", False),
        ("hosts: files ldap dns\n", False),
        ("hosts: files wins dns\n", False),
    ],
)
def test_names_that_come_from_elsewhere_are_left_to_the_system(
    tmp_path: Path, nsswitch: str, *, is_ours: bool
) -> None:
    assert (read_naming(etc(tmp_path, nsswitch_conf=nsswitch)) is not None) is is_ours


@pytest.mark.parametrize(
    "resolv", [None, "", "# nobody\n", "nameserver x\n", "nameserver ::1\noptions use-vc\n"]
)
def test_without_a_server_the_system_is_asked(tmp_path: Path, resolv: str | None) -> None:
    assert read_naming(etc(tmp_path, resolv)) is None


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_systems_that_keep_their_servers_elsewhere_are_asked(
    tmp_path: Path, platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)

    assert read_naming(etc(tmp_path)) is None


def test_a_hosts_file_too_large_is_left_to_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_FILE_BYTES", 100)

    assert read_naming(etc(tmp_path, hosts="10.0.0.1 a.cn\n")) is not None
    assert read_naming(etc(tmp_path, hosts="10.0.0.1 a.cn\n" * 10)) is None


def test_a_file_that_cannot_be_read_is_left_to_the_system(tmp_path: Path) -> None:
    (tmp_path / "hosts").mkdir()

    assert read_naming(etc(tmp_path)) is None


def test_bytes_that_are_no_text_break_nothing(tmp_path: Path) -> None:
    etc(tmp_path)
    (tmp_path / "hosts").write_bytes(b"10.0.0.1 \xff\xfe\n10.0.0.2 b.cn\n")
    naming = read_naming(tmp_path)

    assert naming is not None
    assert naming.hosts["b.cn"] == (ip_address("10.0.0.2"),)


def test_a_changed_file_changes_the_state(tmp_path: Path) -> None:
    before = state(etc(tmp_path))
    assert state(tmp_path) == before

    (tmp_path / "hosts").write_text("10.0.0.1 a.cn\n")

    assert state(tmp_path) != before


def test_a_server_has_a_place_to_connect_to() -> None:
    assert Server("192.0.2.1").place()[1] == ("192.0.2.1", 53)
    assert Server("fe80::1%2", 5353).place()[1] == ("fe80::1", 5353, 0, 2)
    with pytest.raises(OSError):  # noqa: PT011 - the system's own words
        Server("fe80::1%no-such-zone").place()
