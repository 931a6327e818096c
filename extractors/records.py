"""The language of the whole project: what a report says, as typed values, each with its place.

Pure values: no reading, no storage, no judging. Names are those of the domain (docs/domain.md). `Report` prints, with
`model_dump(mode="json")`, as the FORM of the command line's contract.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer


def plain_number(value: Decimal) -> int | float:
    """A Decimal as JSON prints it: 100, not 100.0."""
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[Decimal, PlainSerializer(plain_number, return_type=int | float, when_used="json")]


class FormType(StrEnum):
    PROJECT_SELF_EVALUATION = "project_self_evaluation"
    PROJECT_TARGET = "project_target"
    DEPARTMENT_TARGET = "department_target"
    DEPARTMENT_SELF_EVALUATION = "department_self_evaluation"
    PERFORMANCE_MONITORING = "performance_monitoring"

    @property
    def of_department(self) -> bool:
        return self in (FormType.DEPARTMENT_TARGET, FormType.DEPARTMENT_SELF_EVALUATION)

    @property
    def judged(self) -> bool:
        """Whether its indicators have actuals that can be held against targets."""
        return self in (FormType.PROJECT_SELF_EVALUATION, FormType.DEPARTMENT_SELF_EVALUATION)


class Status(StrEnum):
    """An indicator's value status: target against actual, never inferred from the score."""

    MET = "met"
    PARTIAL = "partial"
    MISSED = "missed"
    UNVERIFIABLE = "unverifiable"
    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"


class Flag(StrEnum):
    COPIED_TARGET = "copied_target"
    COMPARATOR_IN_ACTUAL = "comparator_in_actual"
    EXCEEDED = "exceeded"
    UNEXPLAINED_DEDUCTION = "unexplained_deduction"
    MISSED_FULL_SCORE = "missed_full_score"


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Evidence(Frozen):
    """Where a value stands. `page` is 1-based; `bbox` is [x0, top, x1, bottom] in PDF points from the top left of the
    page as shown; for spreadsheets `page` is the sheet's number and `cell` its address, without a bbox."""

    page: int
    bbox: tuple[float, float, float, float] | None = None
    text: str = ""
    confidence: float = 1.0
    source: Literal["text", "ocr", "cell", "llm"] = "text"
    cell: str | None = None
    note: str | None = Field(default=None, description="what was taken in place of what stands there, and why")


class BudgetLine(Frozen):
    """One line of the funds table; money in yuan, the rate in percent as printed."""

    source: str
    initial: Number | None = None
    full_year: Number | None = None
    executed: Number | None = None
    weight: Number | None = None
    execution_rate: Number | None = None
    score: Number | None = None
    of_which: bool = Field(
        default=False, description="the label starts with 其中, so it and its siblings are part of the line above"
    )


class Indicator(Frozen):
    """One third-level indicator; text verbatim."""

    level1: str | None = None
    level1_weight: Number | None = None
    level2: str | None = None
    level3: str | None = None
    target: str | None = None
    actual: str | None = None
    weight: Number | None = None
    score: Number | None = None
    deviation_reason: str | None = None
    explanation: str | None = None
    status: Status = Status.NOT_APPLICABLE
    flags: tuple[Flag, ...] = ()


class Other(Frozen):
    """Something printed with a label that has no field of its own."""

    label: str
    value: str


Stands = Literal["head", "budget", "indicator"]  # beside its value; over a column of the funds, of the indicators


class Label(Frozen):
    """A printed label that the package does not know: where it stands, and the field that it was taken for."""

    text: str
    stands: Stands
    taken_for: str | None = Field(default=None, description="None: its values are kept in `other`")
    taught: bool = Field(default=False, description="the workspace's vocabulary says so, else what it holds does")


class Unread(Frozen):
    """A page beside or amid a form that could not be read: rows of the form may stand there."""

    page: int
    message_zh: str
    message_en: str


class Report(Frozen):
    """One form: what it prints, and where. Absent things are None or []."""

    document: str = ""
    form_type: FormType
    title: str | None = None
    fiscal_year: int | None = None
    prepared_by: str | None = None
    project_name: str | None = None
    project_lead: str | None = None
    phone: str | None = None
    competent_department: str | None = None
    implementing_unit: str | None = None
    competent_department_code: str | None = None
    project_category: str | None = None
    project_attribute: str | None = None
    period: str | None = None
    fund_nature: str | None = None
    budget: tuple[BudgetLine, ...] = ()
    annual_goal: str | None = None
    actual_completion: str | None = None
    responsibilities: str | None = None
    detail_goals: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    organization: str | None = None
    management_rules: str | None = None
    conclusion: str | None = None
    total_weight: Number | None = None
    total_score: Number | None = None
    indicators: tuple[Indicator, ...] = ()
    other: tuple[Other, ...] = ()
    labels: tuple[Label, ...] = Field(default=(), description="labels that the package's vocabulary does not know")
    columns: tuple[str, ...] = Field(default=(), description="the Indicator fields that the form has a column for")
    pages: tuple[int, ...] = Field(default=(), description="the pages (or sheets) it stands on")
    unread: tuple[Unread, ...] = Field(default=(), description="pages next to it, or amid it, that could not be read")
    review: tuple[str, ...] = Field(default=(), description="paths of values that a person should look at")
    evidence: dict[str, tuple[Evidence, ...]] = Field(default_factory=dict, description="value's path -> its places")


class Finding(Frozen):
    """What a rule of `extractors.checks` found in one report."""

    rule: str
    severity: Literal["error", "warning", "note"]
    message_zh: str
    message_en: str
    paths: tuple[str, ...] = Field(description="paths of the values it rests on, in Report.evidence")
