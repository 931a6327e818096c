"""What the libraries that open files raise and print when they are fed with damage or malice. Nothing is read here."""

from __future__ import annotations

import logging
import struct
import warnings
import zlib
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


def silence(*libraries: str) -> None:
    """Their remarks on fonts and styles are for nobody: neither the log nor the terminal gets them."""
    for name in libraries:
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
        logger.propagate = False
        warnings.filterwarnings("ignore", module=rf"{name}(\.|$)")
