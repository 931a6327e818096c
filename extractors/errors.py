"""What can go wrong, told apart by whose doing it is. One root; nothing here knows about files, storage or screens."""

from __future__ import annotations


class JixiaoError(Exception):
    """Root of all errors of this product. `zh` and `en` say in one line what is wrong and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh, self.en = zh, en

    def say(self, language: str = "zh") -> str:
        return self.en if language == "en" else self.zh

    def __reduce__(self) -> tuple[type[JixiaoError], tuple[str, str]]:
        """Keep both languages when the error crosses from a worker process."""
        return type(self), (self.zh, self.en)


class InputError(JixiaoError):
    """The user's file, question or setting cannot be used as it is; the message says what to do."""


class UnreadableFile(InputError):
    """A file that cannot be opened as what it claims to be: empty, broken, locked, of an unknown kind."""


class UnreadablePage(InputError):
    """One page (1-based) of a file that cannot be read, while its other pages may be: too blurred, damaged, too complex."""

    def __init__(self, page: int, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.page = page

    def __reduce__(self) -> tuple[type[UnreadablePage], tuple[int, str, str]]:  # type: ignore[override]
        return type(self), (self.page, self.zh, self.en)


class Cancelled(InputError):
    """A person stopped the work before it was done."""


class NoForm(InputError):
    """A readable file in which no performance report was found."""
