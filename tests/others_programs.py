"""Programs of others that tests need: a person's machine may be without one (README), the project's own check may not."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def lacking(what: str) -> NoReturn:
    if "CI" in os.environ:
        pytest.fail(f"no {what}, and the check is to see it at work")
    pytest.skip(f"no {what} on this machine")
