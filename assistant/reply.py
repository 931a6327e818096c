"""What an answer is, as the command line prints it and the page shows it (contract.md, "An answer"). Values only."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field


class Place(BaseModel):
    """Where something stands: bbox in PDF points from the page's top left, or a spreadsheet's cell."""

    report_id: int | None = Field(default=None, exclude=True)
    document_id: int | None = Field(default=None, exclude=True)
    document: str
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    cell: str | None = None


class Row(Place):
    """One row of an answer, with the place it rests on. Only what the kind of answer has is filled."""

    prepared_by: str | None = None
    project_name: str | None = None
    fiscal_year: int | None = None
    level3: str | None = None
    label: str | None = None
    value: float | None = None
    cells: dict[str, str] = Field(default_factory=dict, description="further columns as shown, header -> text")
    cells_en: dict[str, str] = Field(default_factory=dict, description="the same with English headers and words")


class Citation(Place):
    prepared_by: str | None = None
    project_name: str | None = None
    level3: str | None = None
    text: str = ""


class Answer(BaseModel):
    id: str | None = None
    question: str
    language: Literal["zh", "en"] = "zh"
    status: Literal["answered", "no_data", "unclear"]
    answer: str
    value: float | None = None
    rows: list[Row] = Field(default_factory=list)
    citations: list[Citation] = Field(default_factory=list)
    query: dict[str, Any] = Field(default_factory=dict)
    query_text: str = ""
    warnings: list[str] = Field(default_factory=list)
    suggestions: list[str] = Field(default_factory=list, description="questions that do work, where this one did not")
