"""One store that all of these tests ask, with and without a language model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import Workspace, open_workspace
from proposing import assistant
from scripted_model import Script

from assistant.answer import Assistant
from index.store import Store


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Workspace]]:
    store, content = open_workspace(tmp_path_factory.mktemp("llm"))
    with store:
        yield store, content


@pytest.fixture(scope="module")
def plain(filled: tuple[Store, Workspace]) -> Assistant:
    return Assistant(filled[0])


@pytest.fixture
def asked(filled: tuple[Store, Workspace], server: Script) -> Iterator[Assistant]:
    before = filled[0].settings
    yield assistant(filled[0], server)
    filled[0].settings = before
