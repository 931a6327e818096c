"""The tables of the store: what is kept of every report, so that SQL can answer. Tables only, no reading, no writing.

Money is yuan, rates are percent; both as NUMERIC. `place_*` columns hold the one box that shows a row as a whole (its
page and x0, top, x1, bottom in PDF points, or the sheet and cell of a spreadsheet); every value's own places are in
`evidence`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Boolean, DateTime, Float, ForeignKey, Index, Integer, Numeric, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

MONEY = Numeric(20, 4)
RATE = Numeric(12, 4)


class Base(DeclarativeBase):
    pass


def utc(moment: datetime) -> datetime:
    """SQLite gives times back without their zone; they were stored as UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class Place:
    """Where a row stands as a whole."""

    place_page: Mapped[int | None] = mapped_column(Integer)
    place_x0: Mapped[float | None] = mapped_column(Float)
    place_top: Mapped[float | None] = mapped_column(Float)
    place_x1: Mapped[float | None] = mapped_column(Float)
    place_bottom: Mapped[float | None] = mapped_column(Float)
    place_cell: Mapped[str | None] = mapped_column(String(32))


class Document(Base):
    """A file as it was given; the original bytes lie in the workspace under its hash and are never changed."""

    __tablename__ = "documents"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(512), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    pages: Mapped[int] = mapped_column(Integer)
    size: Mapped[int] = mapped_column(Integer)
    added_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    reports: Mapped[list[ReportRow]] = relationship(back_populates="document", cascade="all, delete-orphan", order_by="ReportRow.position")


class ReportRow(Place, Base):
    """One form. `state` says whether it counts: counted | superseded | withdrawn (contract, "Which reports count")."""

    __tablename__ = "reports"
    __table_args__ = (
        Index("ix_reports_named", "unit_key", "project_key", "fiscal_year", "form_type"),
        Index("ix_reports_over_years", "state", "fiscal_year", "same_project", "form_type"),
        Index("ix_reports_in_doubt", "state", "doubts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(16), default="counted")
    chosen_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    verified_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    verified_by: Mapped[str | None] = mapped_column(String(128))
    withdrawn_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))

    form_type: Mapped[str] = mapped_column(String(32), index=True)
    title: Mapped[str | None] = mapped_column(Text)
    fiscal_year: Mapped[int | None] = mapped_column(Integer)
    unit: Mapped[str] = mapped_column(String(256), default="", index=True)  # prepared_by, else the file's department
    unit_key: Mapped[str] = mapped_column(String(256), default="")  # unit, folded for comparison
    region: Mapped[str] = mapped_column(String(64), default="", index=True)  # the innermost 市 / 县 / 区 of the unit
    region_path: Mapped[str] = mapped_column(String(256), default="")  # "/澄屿市/朔桥区/", outermost first
    project_key: Mapped[str] = mapped_column(String(512), default="")  # project_name folded; "" for a department's form
    same_project: Mapped[str] = mapped_column(String(800), default="")  # equal in every year's reports of one project of one unit
    identity: Mapped[str] = mapped_column(String(64), default="", index=True)  # equal: the same report, of which one counts
    prepared_by: Mapped[str | None] = mapped_column(Text)
    project_name: Mapped[str | None] = mapped_column(Text)
    project_lead: Mapped[str | None] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(Text)
    competent_department: Mapped[str | None] = mapped_column(Text)
    competent_department_code: Mapped[str | None] = mapped_column(Text)
    implementing_unit: Mapped[str | None] = mapped_column(Text)
    project_category: Mapped[str | None] = mapped_column(Text)
    project_attribute: Mapped[str | None] = mapped_column(Text)
    period: Mapped[str | None] = mapped_column(Text)
    fund_nature: Mapped[str | None] = mapped_column(Text)
    annual_goal: Mapped[str | None] = mapped_column(Text)
    actual_completion: Mapped[str | None] = mapped_column(Text)
    responsibilities: Mapped[str | None] = mapped_column(Text)
    organization: Mapped[str | None] = mapped_column(Text)
    management_rules: Mapped[str | None] = mapped_column(Text)
    conclusion: Mapped[str | None] = mapped_column(Text)
    total_weight: Mapped[Decimal | None] = mapped_column(RATE)
    total_score: Mapped[Decimal | None] = mapped_column(RATE)
    # of the total budget line
    initial: Mapped[Decimal | None] = mapped_column(MONEY)
    full_year: Mapped[Decimal | None] = mapped_column(MONEY)
    executed: Mapped[Decimal | None] = mapped_column(MONEY)
    printed_rate: Mapped[Decimal | None] = mapped_column(RATE)
    execution_rate: Mapped[Decimal | None] = mapped_column(RATE)  # executed / full_year x 100; NULL where unknown or 0 budget
    funds_weight: Mapped[Decimal | None] = mapped_column(RATE)
    funds_score: Mapped[Decimal | None] = mapped_column(RATE)
    budget_path: Mapped[str | None] = mapped_column(String(32))  # "budget[0]": which line that is
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)  # the Report whole, without its evidence, as persons corrected it
    as_read: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # the same before the first decision; never changed
    review: Mapped[list[str]] = mapped_column(JSON, default=list)  # paths that a person should look at, and nobody has
    doubts: Mapped[int] = mapped_column(Integer, default=0, index=True)  # how many these are

    document: Mapped[Document] = relationship(back_populates="reports")
    indicators: Mapped[list[IndicatorRow]] = relationship(back_populates="report", cascade="all, delete-orphan", order_by="IndicatorRow.position")
    budget_lines: Mapped[list[BudgetRow]] = relationship(cascade="all, delete-orphan", order_by="BudgetRow.position")
    others: Mapped[list[OtherRow]] = relationship(cascade="all, delete-orphan", order_by="OtherRow.position")
    findings: Mapped[list[FindingRow]] = relationship(back_populates="report", cascade="all, delete-orphan")
    passages: Mapped[list[PassageRow]] = relationship(cascade="all, delete-orphan")
    evidence: Mapped[list[EvidenceRow]] = relationship(cascade="all, delete-orphan")
    decisions: Mapped[list[DecisionRow]] = relationship(order_by="DecisionRow.id", passive_deletes="all")


class IndicatorRow(Place, Base):
    """One indicator; its row's place is the union of its cells on the page where it begins."""

    __tablename__ = "indicators"
    __table_args__ = (Index("ix_indicators_judged", "report_id", "status"),)  # none on `status` alone: reports are chosen first

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(Integer)  # its path is indicators[position]
    level1: Mapped[str | None] = mapped_column(Text)
    level2: Mapped[str | None] = mapped_column(Text)
    level3: Mapped[str | None] = mapped_column(Text)
    target: Mapped[str | None] = mapped_column(Text)
    actual: Mapped[str | None] = mapped_column(Text)
    weight: Mapped[Decimal | None] = mapped_column(RATE)
    score: Mapped[Decimal | None] = mapped_column(RATE)
    deviation_reason: Mapped[str | None] = mapped_column(Text)
    explanation: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(16))
    flags: Mapped[list[str]] = mapped_column(JSON, default=list)
    doubtful: Mapped[bool] = mapped_column(Boolean, default=False)  # one of its values is in review

    report: Mapped[ReportRow] = relationship(back_populates="indicators")


class BudgetRow(Place, Base):
    __tablename__ = "budget_lines"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    source: Mapped[str] = mapped_column(Text)
    of_which: Mapped[bool] = mapped_column(Boolean, default=False)
    is_total: Mapped[bool] = mapped_column(Boolean, default=False)  # the line that stands for the whole
    initial: Mapped[Decimal | None] = mapped_column(MONEY)
    full_year: Mapped[Decimal | None] = mapped_column(MONEY)
    executed: Mapped[Decimal | None] = mapped_column(MONEY)
    weight: Mapped[Decimal | None] = mapped_column(RATE)
    execution_rate: Mapped[Decimal | None] = mapped_column(RATE)
    score: Mapped[Decimal | None] = mapped_column(RATE)


class OtherRow(Place, Base):
    """Something printed with a label that has no field."""

    __tablename__ = "others"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    label: Mapped[str] = mapped_column(Text, index=True)
    value: Mapped[str] = mapped_column(Text)


class FindingRow(Base):
    __tablename__ = "findings"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), index=True)
    rule: Mapped[str] = mapped_column(String(48), index=True)
    severity: Mapped[str] = mapped_column(String(8))
    message_zh: Mapped[str] = mapped_column(Text)
    message_en: Mapped[str] = mapped_column(Text)
    paths: Mapped[list[str]] = mapped_column(JSON)

    report: Mapped[ReportRow] = relationship(back_populates="findings")


class PassageRow(Base):
    """A text of a report that can be searched for: a goal, a plan, a reason, an indicator's name and explanation."""

    __tablename__ = "passages"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), index=True)
    path: Mapped[str] = mapped_column(String(64))  # "annual_goal", "plans[3]", "indicators[4].deviation_reason"
    text: Mapped[str] = mapped_column(Text)


class EvidenceRow(Base):
    """One place of one value; `path` as in Report.evidence, `part` counts the places of a value that runs on."""

    __tablename__ = "evidence"
    __table_args__ = (Index("ix_evidence_value", "report_id", "path"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"))
    path: Mapped[str] = mapped_column(String(64))
    part: Mapped[int] = mapped_column(Integer, default=0)
    page: Mapped[int] = mapped_column(Integer)
    x0: Mapped[float | None] = mapped_column(Float)
    top: Mapped[float | None] = mapped_column(Float)
    x1: Mapped[float | None] = mapped_column(Float)
    bottom: Mapped[float | None] = mapped_column(Float)
    text: Mapped[str] = mapped_column(Text, default="")
    confidence: Mapped[float] = mapped_column(Float, default=1.0)
    source: Mapped[str] = mapped_column(String(8), default="text")
    cell: Mapped[str | None] = mapped_column(String(32))
    note: Mapped[str | None] = mapped_column(Text)  # what was taken in place of what stands there, and why


class DecisionRow(Base):
    """What a person decided on one value, or on the report as a whole (path ""). Only ever appended; `index.decisions` says
    what stands of it.

    `before` and `after` are the value in force, typed as in `payload`, as it was and as it is from then on."""

    __tablename__ = "decisions"
    __table_args__ = (Index("ix_decisions_value", "report_id", "path"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id", ondelete="RESTRICT"))
    path: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(16))  # confirmed | corrected | withdrawn; of the whole: verified | lapsed
    before: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    after: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    who: Mapped[str] = mapped_column(String(128))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    why: Mapped[str | None] = mapped_column(Text)
    takes_back: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))  # of a withdrawal: which decision


class AskedRow(Base):
    """A question that was asked and what was said to it: the log, judged by the person who asked; with the
    answer whole where somebody made a link to it. Who asked is not kept."""

    __tablename__ = "asked"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True)  # random; what a link names
    talk: Mapped[str] = mapped_column(String(32), default="")  # random; questions of one conversation share it
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    question: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(32))
    outcome: Mapped[dict[str, Any]] = mapped_column(JSON)  # status, value, rows by name: what a later answer is held against
    query: Mapped[dict[str, Any]] = mapped_column(JSON)
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # whole, as it was shown; of linked ones only
    good: Mapped[bool | None] = mapped_column(Boolean)  # what the person thought of it
    comment: Mapped[str] = mapped_column(Text, default="")
