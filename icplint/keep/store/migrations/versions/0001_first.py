"""The first schema of the store."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "about",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_about")),
        comment="What the store knows of itself: the folder of its evidence, who is at work on the whole of it.",
    )
    op.create_table(
        "declaration",
        sa.Column("digest", sa.LargeBinary(length=16), nullable=False),
        sa.Column(
            "content",
            sa.Text(),
            nullable=False,
            comment="JSON: a site as its list names it, without its place there.",
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_declaration")),
    )
    op.create_table(
        "result",
        sa.Column("digest", sa.LargeBinary(length=16), nullable=False),
        sa.Column(
            "state",
            sa.LargeBinary(length=16),
            nullable=False,
            comment="Equal where nothing changed but wording.",
        ),
        sa.Column("verdicts", sa.LargeBinary(length=16), nullable=False),
        sa.Column(
            "content", sa.Text(), nullable=False, comment="JSON: findings, and why a site was not checked."
        ),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.Column("infos", sa.Integer(), nullable=False),
        sa.Column("suppressed", sa.Integer(), nullable=False),
        sa.Column("baselined", sa.Integer(), nullable=False),
        sa.Column("below_confidence", sa.Integer(), nullable=False),
        sa.Column("crashed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_result")),
    )
    op.create_table(
        "segment",
        sa.Column("id", COUNT, nullable=False),
        sa.Column("name", sa.Text(), nullable=False, comment="The file's name: the hash of its content."),
        sa.Column("size", COUNT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment")),
        sa.UniqueConstraint("name", name=op.f("uq_segment_name")),
    )
    op.create_table(
        "site",
        sa.Column("id", COUNT, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column(
            "nth",
            sa.Integer(),
            nullable=False,
            comment="0; more where one list names an address several times.",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("address", "nth", name=op.f("uq_site_address_nth")),
    )
    op.create_table(
        "site_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("lock_owner", sa.Text(), nullable=True, comment="Whose scan is on; null: none is."),
        sa.Column("lock_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "lock_seen",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When its owner was last heard of.",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_list")),
        sa.UniqueConstraint("name", name=op.f("uq_site_list_name")),
    )
    op.create_table(
        "verdicts",
        sa.Column("digest", sa.LargeBinary(length=16), nullable=False),
        sa.Column("content", sa.Text(), nullable=False, comment="JSON: the verdict of each rule."),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_verdicts")),
    )
    op.create_table(
        "blob",
        sa.Column(
            "digest",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="sha256 of the content before packing.",
        ),
        sa.Column("segment_id", COUNT, nullable=False),
        sa.Column("start", COUNT, nullable=False),
        sa.Column("size", COUNT, nullable=False, comment="Packed."),
        sa.ForeignKeyConstraint(["segment_id"], ["segment.id"], name=op.f("fk_blob_segment_id")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_blob")),
    )
    op.create_index(op.f("ix_blob_segment_id"), "blob", ["segment_id"], unique=False)
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False, comment="As people and reports name it."),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column(
            "previous_id",
            sa.Integer(),
            nullable=True,
            comment="The finished run before it, of the same list.",
        ),
        sa.Column("state", sa.Text(), nullable=False, comment="declaring | running | finished | abandoned"),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declared", COUNT, nullable=False, comment="Sites, without rejected rows."),
        sa.Column("left_out", COUNT, nullable=False),
        sa.Column("exit_code", sa.SmallInteger(), nullable=True),
        sa.Column("settings_digest", sa.Text(), nullable=False, comment="Equal for runs that judge alike."),
        sa.Column(
            "facts",
            sa.Text(),
            nullable=False,
            comment="JSON: what a report's head tells, and how bodies are kept.",
        ),
        sa.Column("summary", sa.Text(), nullable=True, comment="JSON: the counts, once it is finished."),
        sa.Column(
            "is_thinned",
            sa.Boolean(),
            nullable=False,
            comment="Its ledger was pruned; counts and transitions stand.",
        ),
        sa.ForeignKeyConstraint(["list_id"], ["site_list.id"], name=op.f("fk_run_list_id")),
        sa.ForeignKeyConstraint(["previous_id"], ["run.id"], name=op.f("fk_run_previous_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
        sa.UniqueConstraint("name", name=op.f("uq_run_name")),
    )
    op.create_index(op.f("ix_run_list_id"), "run", ["list_id"], unique=False)
    op.create_table(
        "attachment",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("position", COUNT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="answers | body | certificate"),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_attachment_run_id")),
        sa.PrimaryKeyConstraint("run_id", "position", "number", name=op.f("pk_attachment")),
        comment="What belongs to a site of a run and lies in the evidence, beside what its task names.",
    )
    op.create_table(
        "rejected_row",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("number", COUNT, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("line", COUNT, nullable=False),
        sa.Column("reason_en", sa.Text(), nullable=False),
        sa.Column("reason_zh", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_rejected_row_run_id")),
        sa.PrimaryKeyConstraint("run_id", "number", name=op.f("pk_rejected_row")),
    )
    op.create_table(
        "task",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("position", COUNT, nullable=False, comment="In the list, from 0."),
        sa.Column("site_id", COUNT, nullable=False),
        sa.Column("declaration", sa.LargeBinary(length=16), nullable=False),
        sa.Column("line", COUNT, nullable=True),
        sa.Column(
            "state", sa.SmallInteger(), nullable=False, comment="0 due, 1 a second look is due, 2 done"
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "reason",
            sa.Text(),
            nullable=True,
            comment="Why it was not checked; null: it was, or is still due.",
        ),
        sa.Column("is_measured", sa.Boolean(), nullable=True),
        sa.Column("is_clean", sa.Boolean(), nullable=True),
        sa.Column("result", sa.LargeBinary(length=16), nullable=True),
        sa.Column(
            "facts", sa.LargeBinary(length=32), nullable=True, comment="The blob of what came and how."
        ),
        sa.Column(
            "pages",
            sa.LargeBinary(length=32),
            nullable=True,
            comment="The blob of footers and their evidence.",
        ),
        sa.Column(
            "unconfirmed",
            sa.Text(),
            nullable=True,
            comment="JSON: fingerprints that a second look did not see again.",
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_task_run_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_task_site_id")),
        sa.PrimaryKeyConstraint("run_id", "position", name=op.f("pk_task")),
        comment="The ledger: each declared site of a run, once.",
    )
    op.create_index("ix_task_run_id_site_id", "task", ["run_id", "site_id"], unique=False)
    op.create_index("ix_task_site_id", "task", ["site_id"], unique=False)
    op.create_table(
        "transition",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("site_id", COUNT, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "before",
            sa.LargeBinary(length=16),
            nullable=True,
            comment="A result; null: the site joined the list.",
        ),
        sa.Column(
            "after",
            sa.LargeBinary(length=16),
            nullable=True,
            comment="A result; null: the site left the list.",
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_transition_run_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_transition_site_id")),
        sa.PrimaryKeyConstraint("run_id", "site_id", name=op.f("pk_transition")),
        comment="What became of a site: kept for ever.",
    )
    op.create_index("ix_transition_site_id", "transition", ["site_id"], unique=False)
