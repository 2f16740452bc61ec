"""Opens a store by its address, and brings it to the schema of this icplint."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Self

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from icplint.errors import StoreError
from icplint.keep.store import schema
from icplint.keep.store.evidence import EvidenceFolder
from icplint.keep.store.failures import refused
from icplint.resources import bundled

_WAIT_MS = 5_000
"""How long one statement waits for SQLite's lock; who writes a scan tries again after that."""
_CONNECT_S = 10
_KEY = 0x1C_9117
"""Of PostgreSQL's advisory lock while the schema is brought up to date."""
EVIDENCE = "evidence"
"""The row of `about` that names its folder."""
_LEAST_POSTGRESQL = 14


class Store:
    """An open store: its tables, and the folder of its evidence."""

    def __init__(self, engine: Engine, name: str, evidence: EvidenceFolder | None) -> None:
        self._engine = engine
        self._writing = engine.execution_options(icplint_writes=True)
        self.name = name
        """For people: its address, without a password."""
        self.evidence = evidence
        """None: nobody has named a folder for it."""

    @property
    def is_sqlite(self) -> bool:
        """Whether it is one file of this computer."""
        return self._engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that sees the store as it is now, whoever writes meanwhile."""
        with self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that is committed at the end of the block, whole or not at all."""
        with self._writing.begin() as connection:
            yield connection

    def vacuum(self) -> None:
        """Give the space of what was deleted back."""
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM"))

    def close(self) -> None:
        """Let all connections go."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(
    address: str,
    *,
    evidence: Path | None = None,
    may_make: bool = False,
    more_migrations: Sequence[Path] = (),
) -> Store:
    """Open a store, and bring its schema up to date.

    Args:
        address: The path of an SQLite file, or a URL: `sqlite:///…`, `postgresql://…`.
        evidence: The folder of the evidence; None: beside an SQLite file, else the one that was named before.
        may_make: Make it where there is none yet.
        more_migrations: Folders of steps beside our own.

    Raises:
        StoreError: It cannot be opened, is none of ours, or was written by a newer icplint.
    """
    url = _url(address)
    name = url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string()
    is_new = _ready_file(url, name, may_make=may_make)
    engine = _engine(url)
    with ExitStack() as until_open:
        until_open.callback(engine.dispose)
        try:
            _hold_version(engine, name)
            _migrate(engine, name, more_migrations, may_make=may_make)
            if engine.dialect.name == "sqlite":
                _let_readers_in(engine)
            folder = _evidence_folder(engine, url, evidence)
        except SQLAlchemyError as error:
            raise refused(name, error) from error
        kept = None if folder is None else EvidenceFolder(folder, may_make=may_make or is_new)
        until_open.pop_all()
        return Store(engine, name, kept)


def _url(address: str) -> URL:
    if "://" not in address:
        return URL.create("sqlite", database=str(Path(address).absolute()))
    try:
        url = make_url(address)
        backend = url.get_backend_name()
    except (ArgumentError, ValueError):
        url, backend = URL.create("?"), "?"
    if backend == "sqlite" and url.database and url.database != ":memory:" and not url.query:
        return url.set(drivername="sqlite", database=str(Path(url.database).absolute()))
    if backend in ("postgresql", "postgres"):
        if find_spec("psycopg") is None:
            raise StoreError(
                en='--store: PostgreSQL needs psycopg; install it with: pip install "icplint[postgres]"',
                zh='--store：使用 PostgreSQL 需要 psycopg，请先安装：pip install "icplint[postgres]"',
            )
        return url.set(drivername="postgresql+psycopg")
    raise StoreError(
        en="--store: must be the path of a file, or an address such as postgresql://user@host/database",
        zh="--store：应为文件路径，或 postgresql://user@host/database 形式的地址",
    )


def _ready_file(url: URL, name: str, *, may_make: bool) -> bool:
    """Whether SQLite will make the file; it would make one for whoever mistypes a name."""
    if url.get_backend_name() != "sqlite":
        return False
    path = Path(name)
    try:
        if path.is_file():
            if not may_make and not path.stat().st_size:
                raise _no_store(name)
            return False
        there, folder = path.exists(), path.parent.is_dir()
    except OSError as error:
        raise refused(name, error) from error
    if there or (may_make and not folder):
        raise StoreError(
            en=f"{name}: " + ("is no file" if there else "its folder does not exist") + "; name another path",
            zh=f"{name}：" + ("不是文件" if there else "所在文件夹不存在") + "，请换一个路径",
        )
    if not may_make:
        raise StoreError(
            en=f"{name}: there is no store; icplint scan makes one",
            zh=f"{name}：没有此数据库；可由 icplint scan 建立",
        )
    return True


def _no_store(name: str) -> StoreError:
    return StoreError(
        en=f"{name}: is no store of icplint; name another one",
        zh=f"{name}：不是 icplint 的数据库，请换一个",
    )


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(
            url,
            pool_pre_ping=True,
            connect_args={
                "connect_timeout": _CONNECT_S,
                "application_name": "icplint",
                "keepalives_idle": 30,
                "keepalives_interval": 10,
                "keepalives_count": 3,
            },
        )
    engine = create_engine(url, connect_args={"timeout": _WAIT_MS / 1_000})

    @event.listens_for(engine, "connect")
    def ready(connection: sqlite3.Connection, _record: object) -> None:
        # NOTE: Python's driver would begin transactions by itself, and too late; it is told to leave that to us.
        connection.isolation_level = None
        for pragma in ("synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("isolation_level") == "AUTOCOMMIT":
            return
        writes = options.get("icplint_writes")
        # Who means to write takes the lock at once: to take it later would fail where another wrote meanwhile.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _hold_version(engine: Engine, name: str) -> None:
    if engine.dialect.name != "postgresql":
        return
    with engine.connect() as connection:
        found = connection.dialect.server_version_info
    if found is not None and int(found[0]) < _LEAST_POSTGRESQL:
        raise StoreError(
            en=f"{name}: is PostgreSQL {found[0]}; icplint needs {_LEAST_POSTGRESQL} or newer",
            zh=f"{name}：版本为 PostgreSQL {found[0]}；icplint 需要 {_LEAST_POSTGRESQL} 或更高版本",
        )


def _migrate(engine: Engine, name: str, more: Sequence[Path], *, may_make: bool) -> None:
    config = _config(more)
    steps = ScriptDirectory.from_config(config)
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
        tables = set(engine.dialect.get_table_names(connection))
    newest = steps.get_current_head()
    if found == newest:
        return
    known = {step.revision for step in steps.walk_revisions()}
    if found is not None and found not in known:
        raise StoreError(
            en=f"{name}: was written by a newer icplint (schema {found}); update icplint",
            zh=f"{name}：由更新版本的 icplint 写入（结构版本 {found}）；请升级 icplint",
        )
    if found is None and (tables - {"alembic_version"} or not may_make):
        raise _no_store(name)
    with engine.execution_options(icplint_writes=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _KEY})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _let_readers_in(engine: Engine) -> None:
    """Have SQLite write ahead, so that who reads and who writes do not wait for each other; the file remembers it."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("PRAGMA journal_mode = WAL"))


def _config(more: Sequence[Path]) -> Config:
    config = Config()
    own = Path(str(bundled("keep/store/migrations")))
    config.set_main_option("script_location", str(own).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    folders = [own / "versions", *more]
    config.set_main_option("version_locations", "\n".join(str(one).replace("%", "%%") for one in folders))
    return config


def _evidence_folder(engine: Engine, url: URL, named: Path | None) -> Path | None:
    """Where the evidence lies. A folder that was named is remembered, for every command after this one."""
    column = schema.about.c
    of_evidence = column.name == EVIDENCE
    with engine.begin() as connection:
        known = connection.scalar(select(column.value).where(of_evidence))
    if named is None:
        if known is not None:
            return Path(known)
        return Path(f"{url.database}-evidence") if url.get_backend_name() == "sqlite" else None
    value = str(named.absolute())
    if value != known:
        with engine.execution_options(icplint_writes=True).begin() as connection:
            connection.execute(schema.about.delete().where(of_evidence))
            connection.execute(schema.about.insert(), {"name": EVIDENCE, "value": value})
    return named.absolute()
