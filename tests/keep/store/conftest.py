"""Every test of the store runs over both databases."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from icplint.keep.store.opening import Store, open_store

Open = Callable[[], Store]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store that is not there yet."""
    if request.param == "sqlite":
        return str(tmp_path / "fleet.db")
    database: str = request.getfixturevalue("postgres").database()
    return database


@pytest.fixture
def store(address: str, tmp_path: Path) -> Iterator[Store]:
    """A new store."""
    with open_store(address, evidence=tmp_path / "evidence", may_make=True) as opened:
        yield opened
