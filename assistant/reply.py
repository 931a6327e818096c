"""What an answer is, as the command line prints it (docs/commands.md) and the page shows it. Values only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Any, Generic, Literal, TypeVar, get_args, overload

from pydantic import BaseModel, Field, PlainSerializer

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)


class Lazy(Sequence[T], Generic[T]):
    """A sequence whose items are made when they are looked at: an answer may rest on thousands of records, and a page
    shows some of them. All are there; each is made once."""

    def __init__(self, length: int, make: Callable[[int], T]) -> None:
        self._length, self._make = length, make
        self._made: dict[int, T] = {}

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[T]:
        return (self[n] for n in range(self._length))

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...
    def __getitem__(self, at: int | slice) -> T | list[T]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(self._length))]
        n = at + self._length if at < 0 else at
        if not 0 <= n < self._length:
            raise IndexError(at)
        if n not in self._made:
            self._made[n] = self._make(n)
        return self._made[n]


def _dumped(items: Sequence[BaseModel]) -> list[dict[str, Any]]:
    return [i.model_dump(mode="json") for i in items]


Many = Annotated[Sequence[M], PlainSerializer(_dumped)]


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
    verified_by: list[str] = Field(default_factory=list, description="the persons who checked what the row shows; empty where something is open")
    verified_part: list[str] = Field(default_factory=list, description="which of its values they checked, in words, where it was not all of them")
    doubtful: list[str] = Field(default_factory=list, description="paths of the values of the row that nobody has checked yet")
    cells: dict[str, str] = Field(default_factory=dict, description="further columns as shown, header -> text")
    cells_en: dict[str, str] = Field(default_factory=dict, description="the same with English headers and words")


class Citation(Place):
    prepared_by: str | None = None
    project_name: str | None = None
    level3: str | None = None
    text: str = ""
    verified_by: list[str] = Field(default_factory=list, description="the persons who checked it; empty where something is open")
    verified_part: list[str] = Field(default_factory=list, description="which of its values they checked, in words, where it was not all of them")
    doubtful: list[str] = Field(default_factory=list, description="paths of its values that nobody has checked yet")


Bears = Literal["asked", "shown", "beyond"]
BEARING: tuple[Bears, ...] = get_args(Bears)  # the closest first


class Doubt(Place):
    """A value that an answer rests on and that no person has checked yet: what was read, and where it stands."""

    path: str
    prepared_by: str | None = None
    project_name: str | None = None
    of: str = Field(default="", description="the indicator or the line of funds it belongs to")
    name: str
    read: str
    why: str = Field(default="", description="why it is in doubt, in words")
    bears: Bears = Field(default="asked", description="what hangs on it: what was asked for, what a row shows beside it, or only what may be missing here")


class OtherReading(BaseModel):
    """Another reading of the question in words, and the query that it is."""

    text: str
    query: dict[str, Any]


class Answer(BaseModel):
    id: str | None = None
    question: str
    language: Literal["zh", "en"] = "zh"
    status: Literal["answered", "no_data", "unclear"]
    answer: str
    value: float | None = None
    rows: Many[Row] = Field(default_factory=list)
    citations: Many[Citation] = Field(default_factory=list)
    query: dict[str, Any] = Field(default_factory=dict)
    query_text: str = ""
    warnings: list[str] = Field(default_factory=list)
    doubts: list[Doubt] = Field(default_factory=list, description="the values that the warnings speak of, the first of them where there are many")
    more_doubts: int = Field(default=0, description="how many more of them there are")
    planned: Any = Field(default=None, exclude=True, repr=False)  # what it was told from, so that it can be told anew
    planned_by: str = Field(default="rules", description="who turned the question into the query: the rules, or a language model by its name")
    worded_by: str = Field(default="rules", description="who worded the sentence around the values")
    how: str = Field(default="", description="the same in words; empty where the rules did it all")
    readings: list[OtherReading] = Field(default_factory=list, description="what else the question may mean, where the likelier reading was taken")
    suggestions: list[str] = Field(default_factory=list, description="questions that do work, where this one did not")
