"""The store's schema: what the migrations make, what old stores become, and what is refused."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from icplint.errors import StoreError
from icplint.keep.store import schema
from icplint.keep.store.changes import Changes
from icplint.keep.store.opening import Store, open_store
from icplint.keep.store.outcomes import StoredOutcomes
from icplint.keep.store.run_names import two_runs
from icplint.keep.store.runs import Runs
from icplint.keep.store.verifying import verify
from icplint.model.outcome import Outcome
from icplint.model.site import Site
from tests.fakes.nightly import DEAD, Fleet

FROZEN = Path(__file__).parents[3] / "fixtures" / "store"
LATER = Path(__file__).parent / "later_schema"


def dumped(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the tables that this version knows."""
    with store.reading() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(table.select())), key=repr)
            for table in schema.metadata.sorted_tables
        }


def _never(site: Site) -> Outcome:
    raise AssertionError(site.label)


def test_the_migrations_make_what_the_tables_say(store: Store) -> None:
    with store.reading() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), schema.metadata)

    assert differences == []


def test_a_store_of_the_first_schema_is_upgraded_and_loses_nothing(tmp_path: Path) -> None:
    shutil.copytree(FROZEN, tmp_path, dirs_exist_ok=True)
    path = str(tmp_path / "first.db")
    with open_store(path) as store:
        runs = Runs(store, lambda: (_ for _ in ()).throw(AssertionError()))
        before = dumped(store)
        outcomes = [list(StoredOutcomes(store, run.id, _never)) for run in runs.runs()]
        changes = list(Changes(store, *two_runs(runs, ())))
    assert [len(one) for one in outcomes] == [6, 5]
    assert all(page.footer.text for one in outcomes[0] for page in one.pages)
    assert sorted(change.kind.value for change in changes) == ["fixed", "left", "new"]

    with open_store(path, more_migrations=[LATER]) as upgraded:
        with upgraded.reading() as connection:
            columns = {one["name"] for one in inspect(connection).get_columns("site_list")}
            assert connection.scalar(text("SELECT owner FROM site_list")) == "nobody"
        assert "owner" in columns
        assert dumped(upgraded) == before
        assert [list(StoredOutcomes(upgraded, run.id, _never)) for run in runs.runs()] == outcomes
        assert verify(upgraded).is_whole


def test_a_store_in_use_is_upgraded_on_both_databases(store: Store, address: str) -> None:
    fleet = Fleet(store, 4)
    fleet.faces[2] = DEAD
    fleet.scan()
    before = dumped(store)

    with open_store(address, more_migrations=[LATER]) as upgraded:
        assert dumped(upgraded) == before
        assert verify(upgraded).is_whole


def test_a_store_of_a_newer_schema_is_refused_with_one_line(store: Store, address: str) -> None:
    open_store(address, more_migrations=[LATER]).close()

    with pytest.raises(
        StoreError, match=r"was written by a newer icplint \(schema 9001\); update icplint"
    ) as caught:
        open_store(address)

    assert "\n" not in caught.value.en
    assert "请升级 icplint" in caught.value.zh
    assert store.name in caught.value.en


@pytest.mark.parametrize("content", [b"no database at all, just text " * 50, b""])
def test_what_is_no_store_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.db"
    path.write_bytes(content)

    with pytest.raises(StoreError, match=r"notes\.db"):
        open_store(str(path))

    assert path.read_bytes() == content


def test_somebody_elses_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE person (name TEXT)")
    database.close()
    before = path.read_bytes()

    with pytest.raises(StoreError, match="is no store of icplint"):
        open_store(str(path), may_make=True)

    assert path.read_bytes() == before


def test_no_store_is_made_for_whoever_only_reads(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store; icplint scan makes one"):
        open_store(str(tmp_path / "typo.db"))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("mysql://root@db/fleet", "must be the path of a file"),
        ("postgresql://", "cannot be reached"),
        ("http://[", "must be the path of a file"),
        ("postgresql://u:secret@127.0.0.1:1/x", "cannot be reached"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_its_password(address: str, line: str) -> None:
    with pytest.raises(StoreError, match=line) as caught:
        open_store(address, may_make=True)

    assert "secret" not in caught.value.en + caught.value.zh
