"""What persons decide on values: the record of decisions, the report as it was read, and its review as a column."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("who", sa.String(length=128), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("takes_back", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["takes_back"], ["decisions.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_decisions_value", "decisions", ["report_id", "path"], unique=False)
    op.add_column("reports", sa.Column("as_read", sa.JSON(), nullable=True))
    op.add_column("reports", sa.Column("review", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("reports", sa.Column("doubts", sa.Integer(), nullable=False, server_default="0"))
    _fill_reviews(op.get_bind())


def _fill_reviews(connection: sa.Connection) -> None:
    reports = sa.table("reports", sa.column("id"), sa.column("payload", sa.JSON()), sa.column("review", sa.JSON()), sa.column("doubts"))
    for number in list(connection.scalars(sa.select(reports.c.id))):
        payload = connection.scalar(sa.select(reports.c.payload).where(reports.c.id == number)) or {}
        if review := payload.get("review"):
            connection.execute(sa.update(reports).where(reports.c.id == number).values(review=review, doubts=len(review)))


def downgrade() -> None:
    raise NotImplementedError("decisions cannot be undone by a step back: restore the workspace from a backup instead")
