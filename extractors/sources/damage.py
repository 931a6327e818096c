"""What the libraries that open files raise and print when they are fed with damage or malice. Nothing is read here."""

from __future__ import annotations

import logging
import os
import struct
import sys
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from zipfile import BadZipFile

# A parser that meets bytes which nobody foresaw fails wherever it happens to stand.
DAMAGE: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,  # endless nesting among them
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


@contextmanager
def quiet_errors() -> Iterator[None]:
    """For libraries that write their remarks to the process's standard error themselves."""
    sys.stderr.flush()
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def silence(*libraries: str) -> None:
    """Their remarks on fonts and styles are for nobody: neither the log nor the terminal gets them."""
    for name in libraries:
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
        logger.propagate = False
        warnings.filterwarnings("ignore", module=rf"{name}(\.|$)")
