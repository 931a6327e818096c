"""The median of many records' numbers as SQL, for databases that spell it differently; NULLs are passed over."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Numeric
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class Median(FunctionElement[Any]):
    type = Numeric()
    name = "median"
    inherit_cache = True


@compiles(Median)
def _standard(element: Median, compiler: Any, **options: Any) -> str:
    return f"percentile_cont(0.5) WITHIN GROUP (ORDER BY {compiler.process(element.clauses, **options)})"


@compiles(Median, "sqlite")
def _sqlite(element: Median, compiler: Any, **options: Any) -> str:
    return f"median({compiler.process(element.clauses, **options)})"
