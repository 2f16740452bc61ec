from ipaddress import ip_address

import pytest

from icplint.collect.fetch.failures import NameUnknownError
from icplint.collect.fetch.names.memory import (
    ABSENT_S,
    FAILED_S,
    LONGEST_S,
    MOST_NAMES,
    SHORTEST_S,
    Known,
    Memory,
    NamesSilentError,
)

HERE: Known = (ip_address("8.8.8.8"),)


@pytest.mark.parametrize(
    ("known", "ttl_s", "lasts_s"),
    [
        (HERE, 300, 300),
        (HERE, 0, SHORTEST_S),
        (HERE, 10**9, LONGEST_S),
        (NameUnknownError("no such name"), 300, ABSENT_S),
        (NamesSilentError("no answer"), 300, FAILED_S),
    ],
)
def test_each_kind_is_known_for_its_time(known: Known, ttl_s: float, lasts_s: float) -> None:
    memory = Memory()
    memory.keep("a.cn", known, now=1000, ttl_s=ttl_s)

    assert memory.recall("a.cn", 1000 + lasts_s - 1) is known
    assert memory.recall("a.cn", 1000 + lasts_s) is None
    assert memory.recall("a.cn", 1000) is None  # forgotten for good


def test_failures_are_forgotten_sooner_than_addresses() -> None:
    assert FAILED_S < SHORTEST_S < ABSENT_S < LONGEST_S


def test_the_oldest_name_makes_room() -> None:
    memory = Memory()
    for number in range(MOST_NAMES):
        memory.keep(f"n{number}.cn", HERE, now=0)
    memory.keep("n0.cn", HERE, now=1)
    memory.keep("new.cn", HERE, now=2)

    assert memory.recall("n1.cn", 3) is None
    assert memory.recall("n0.cn", 3) == memory.recall("new.cn", 3) == HERE


def test_all_is_forgotten_at_once() -> None:
    memory = Memory()
    memory.keep("a.cn", HERE, now=0)
    memory.forget()

    assert memory.recall("a.cn", 0) is None
