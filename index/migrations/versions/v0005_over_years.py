"""What is one project over the years, as a column of its reports; and indexes by which reports are chosen before their indicators."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reports", sa.Column("same_project", sa.String(length=800), nullable=False, server_default=""))
    _fill()
    op.drop_index("ix_reports_fiscal_year", table_name="reports")
    op.create_index("ix_reports_over_years", "reports", ["state", "fiscal_year", "same_project", "form_type"], unique=False)
    op.drop_index("ix_reports_state", table_name="reports")
    op.create_index("ix_reports_in_doubt", "reports", ["state", "doubts"], unique=False)
    op.drop_index("ix_indicators_status", table_name="indicators")
    op.drop_index("ix_indicators_report_id", table_name="indicators")
    op.create_index("ix_indicators_judged", "indicators", ["report_id", "status"], unique=False)


def _fill() -> None:
    reports = sa.table("reports", *(sa.column(n, sa.String()) for n in ("unit_key", "project_key", "region", "same_project")), sa.column("fiscal_year", sa.Integer()))
    name, year = reports.c.project_key, sa.cast(reports.c.fiscal_year, sa.String())
    dated = sa.func.replace(sa.func.replace(name, year + "年度", ""), year + "年", "")
    project = sa.func.replace(sa.func.coalesce(dated, name), reports.c.region, "")
    op.execute(sa.update(reports).values(same_project=reports.c.unit_key + "\x1f" + project))


def downgrade() -> None:
    op.drop_index("ix_indicators_judged", table_name="indicators")
    op.create_index("ix_indicators_report_id", "indicators", ["report_id"], unique=False)
    op.create_index("ix_indicators_status", "indicators", ["status"], unique=False)
    op.drop_index("ix_reports_in_doubt", table_name="reports")
    op.create_index("ix_reports_state", "reports", ["state"], unique=False)
    op.drop_index("ix_reports_over_years", table_name="reports")
    op.create_index("ix_reports_fiscal_year", "reports", ["fiscal_year"], unique=False)
    op.drop_column("reports", "same_project")
