"""The number a text value begins with ("87%", "≥3次"), as SQL, for databases that spell it differently."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Numeric
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

SIGNS = "≥≧≤≦>=<＞＜＝ "


class LeadingNumber(FunctionElement[Any]):
    """NULL where the text does not begin with a number."""

    type = Numeric()
    name = "leading_number"
    inherit_cache = True


@compiles(LeadingNumber)
def _standard(element: LeadingNumber, compiler: Any, **options: Any) -> str:
    value = compiler.process(element.clauses, **options)
    return f"CAST(substring(ltrim({value}, '{SIGNS}') from '^[0-9]+[.]?[0-9]*') AS NUMERIC)"


@compiles(LeadingNumber, "sqlite")
def _sqlite(element: LeadingNumber, compiler: Any, **options: Any) -> str:
    value = compiler.process(element.clauses, **options)
    bare = f"ltrim({value}, '{SIGNS}')"
    return f"CASE WHEN {bare} GLOB '[0-9]*' THEN CAST({bare} AS REAL) END"
