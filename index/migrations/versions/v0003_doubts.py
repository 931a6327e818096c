"""An index over how many values of a report are in doubt: most have none, and every answer asks which do."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_reports_doubts", "reports", ["doubts"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_reports_doubts", table_name="reports")
