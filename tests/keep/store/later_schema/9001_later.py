"""A step that some later version may take: a new table, a new column, and rows written anew."""

import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "0001"


def upgrade() -> None:
    """Give each site a place for notes, and each list an owner."""
    op.create_table("note", sa.Column("site_id", sa.Integer, primary_key=True), sa.Column("said", sa.Text))
    with op.batch_alter_table("site_list") as batch:
        batch.add_column(sa.Column("owner", sa.Text, nullable=False, server_default="nobody"))
    with op.batch_alter_table("task") as batch:
        batch.add_column(sa.Column("looks", sa.Integer, nullable=False, server_default="1"))
