"""The tables of the store. A change here comes with a migration, and a test holds the two together.

What is large or repeats itself is stored once under the hash of its content: what the list says of a site
(`declaration`), the verdicts of all rules (`verdicts`), verdicts with findings (`result`). So a night on which
nothing changed costs one row of the ledger for each site.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware time, UTC. SQLite has no type for it and keeps its text."""

    impl = DateTime  # type: ignore[mutable-override]  # as SQLAlchemy asks for it
    cache_ok = True  # type: ignore[mutable-override]

    def __init__(self) -> None:
        super().__init__(timezone=True)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """To the database: in UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From the database: aware, whatever the driver makes of it."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Count = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite makes only an INTEGER a row's own number."""

about = Table(
    "about",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    comment="What the store knows of itself: the folder of its evidence, who is at work on the whole of it.",
)

site_list = Table(
    "site_list",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("lock_owner", Text, comment="Whose scan is on; null: none is."),
    Column("lock_since", Moment),
    Column("lock_seen", Moment, comment="When its owner was last heard of."),
)

run = Table(
    "run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True, comment="As people and reports name it."),
    Column("list_id", Integer, ForeignKey("site_list.id"), nullable=False, index=True),
    Column(
        "previous_id", Integer, ForeignKey("run.id"), comment="The finished run before it, of the same list."
    ),
    Column("state", Text, nullable=False, comment="declaring | running | finished | abandoned"),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("declared", Count, nullable=False, comment="Sites, without rejected rows."),
    Column("left_out", Count, nullable=False),
    Column("exit_code", SmallInteger),
    Column("settings_digest", Text, nullable=False, comment="Equal for runs that judge alike."),
    Column(
        "facts", Text, nullable=False, comment="JSON: what a report's head tells, and how bodies are kept."
    ),
    Column("summary", Text, comment="JSON: the counts, once it is finished."),
    Column(
        "is_thinned", Boolean, nullable=False, comment="Its ledger was pruned; counts and transitions stand."
    ),
)

rejected_row = Table(
    "rejected_row",
    metadata,
    Column("run_id", Integer, ForeignKey("run.id"), primary_key=True),
    Column("number", Count, primary_key=True),
    Column("source", Text, nullable=False),
    Column("line", Count, nullable=False),
    Column("reason_en", Text, nullable=False),
    Column("reason_zh", Text, nullable=False),
)

site = Table(
    "site",
    metadata,
    Column("id", Count, primary_key=True),
    Column("address", Text, nullable=False),
    Column("nth", Integer, nullable=False, comment="0; more where one list names an address several times."),
    UniqueConstraint("address", "nth"),
)

declaration = Table(
    "declaration",
    metadata,
    Column("digest", LargeBinary(16), primary_key=True),
    Column(
        "content", Text, nullable=False, comment="JSON: a site as its list names it, without its place there."
    ),
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("digest", LargeBinary(16), primary_key=True),
    Column("content", Text, nullable=False, comment="JSON: the verdict of each rule."),
)

result = Table(
    "result",
    metadata,
    Column("digest", LargeBinary(16), primary_key=True),
    Column("state", LargeBinary(16), nullable=False, comment="Equal where nothing changed but wording."),
    Column("verdicts", LargeBinary(16), nullable=False),
    Column("content", Text, nullable=False, comment="JSON: findings, and why a site was not checked."),
    Column("errors", Integer, nullable=False),
    Column("warnings", Integer, nullable=False),
    Column("infos", Integer, nullable=False),
    Column("suppressed", Integer, nullable=False),
    Column("baselined", Integer, nullable=False),
    Column("below_confidence", Integer, nullable=False),
    Column("crashed", Integer, nullable=False),
)

task = Table(
    "task",
    metadata,
    Column("run_id", Integer, ForeignKey("run.id"), primary_key=True),
    Column("position", Count, primary_key=True, comment="In the list, from 0."),
    Column("site_id", Count, ForeignKey("site.id"), nullable=False),
    Column("declaration", LargeBinary(16), nullable=False),
    Column("line", Count),
    Column("state", SmallInteger, nullable=False, comment="0 due, 1 a second look is due, 2 done"),
    Column("ended_at", Moment),
    Column("reason", Text, comment="Why it was not checked; null: it was, or is still due."),
    Column("is_measured", Boolean),
    Column("is_clean", Boolean),
    Column("result", LargeBinary(16)),
    Column("facts", LargeBinary(32), comment="The blob of what came and how."),
    Column("pages", LargeBinary(32), comment="The blob of footers and their evidence."),
    Column("unconfirmed", Text, comment="JSON: fingerprints that a second look did not see again."),
    Index("ix_task_run_id_site_id", "run_id", "site_id"),
    Index("ix_task_site_id", "site_id"),
    comment="The ledger: each declared site of a run, once.",
)

attachment = Table(
    "attachment",
    metadata,
    Column("run_id", Integer, ForeignKey("run.id"), primary_key=True),
    Column("position", Count, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False, comment="answers | body | certificate"),
    Column("digest", LargeBinary(32), nullable=False),
    comment="What belongs to a site of a run and lies in the evidence, beside what its task names.",
)

transition = Table(
    "transition",
    metadata,
    Column("run_id", Integer, ForeignKey("run.id"), primary_key=True),
    Column("site_id", Count, ForeignKey("site.id"), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("before", LargeBinary(16), comment="A result; null: the site joined the list."),
    Column("after", LargeBinary(16), comment="A result; null: the site left the list."),
    Index("ix_transition_site_id", "site_id"),
    comment="What became of a site: kept for ever.",
)

segment = Table(
    "segment",
    metadata,
    Column("id", Count, primary_key=True),
    Column("name", Text, nullable=False, unique=True, comment="The file's name: the hash of its content."),
    Column("size", Count, nullable=False),
)

blob = Table(
    "blob",
    metadata,
    Column("digest", LargeBinary(32), primary_key=True, comment="sha256 of the content before packing."),
    Column("segment_id", Count, ForeignKey("segment.id"), nullable=False, index=True),
    Column("start", Count, nullable=False),
    Column("size", Count, nullable=False, comment="Packed."),
)
