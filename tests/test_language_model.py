"""The door to a language model: what comes through it, what is turned away, and what never leaves."""

from __future__ import annotations

import logging
import pickle
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from scripted_model import KEY, Breakdown, Drip, Hangup, Refusal, Script, Silence, Status, scripted
from waiting import PATIENCE

from extractors.errors import InputError
from extractors.language_model import (
    LanguageModel,
    Malformed,
    ModelFailed,
    ModelOptions,
    Unreachable,
)
from extractors.servers import OPENS_AFTER, RESTS
from index.doctor import examine
from index.settings import load
from index.store import open_store


class Colour(BaseModel):
    """A colour and how often it occurs."""

    name: str
    times: int


ROOT = Path(__file__).parent.parent
RED = {"name": "红", "times": 3}
ASKED = [("system", "Fill in the form."), ("human", "三个红的")]


@pytest.mark.parametrize("method", ["json_schema", "function_calling", "json_mode"])
def test_the_form_comes_back_filled_in(server: Script, method: Any) -> None:
    server.say(RED)
    assert server.model(method=method).fill(Colour, ASKED) == Colour(name="红", times=3)
    sent = server.requests[0]
    assert sent["temperature"] == 0
    assert server.keys == [f"Bearer {KEY}"]
    assert "times" in str(sent)  # the form is told in every method
    assert sent.get("response_format", {}).get("type") == {"function_calling": None, "json_mode": "json_object"}.get(method, method)


@pytest.mark.parametrize("method", ["json_schema", "function_calling", "json_mode"])
def test_ollama_too(server: Script, method: Any) -> None:
    server.say(RED, Status(500), "no form at all")
    model = server.model(name="ollama:scripted", base_url=server.url.removesuffix("/v1"), method=method)
    assert model.fill(Colour, ASKED) == Colour(name="红", times=3)
    assert (server.paths, server.keys) == (["/api/chat"], [f"Bearer {KEY}"])
    with pytest.raises(Unreachable, match="500"):
        model.fill(Colour, ASKED)
    with pytest.raises(Malformed):
        model.fill(Colour, ASKED)


def test_an_error_in_the_middle_of_an_answer_is_told_as_one(server: Script) -> None:
    server.say(Breakdown())
    model = server.model(name="ollama:scripted", base_url=server.url.removesuffix("/v1"))
    with pytest.raises(Unreachable, match="答到一半报错") as failed:
        model.fill(Colour, ASKED)
    assert not re.search(rf"-1|{KEY}", f"{failed.value.zh}{failed.value.en}")


@pytest.mark.parametrize("said", ['{"name": "红", "times": 3}', '```json\n{"name": "红", "times": 3}\n```', '<think>红?\n{"x"}</think>\n{"name": "红", "times": 3}'])
def test_what_servers_put_around_an_answer(server: Script, said: str) -> None:
    server.say(said)
    assert server.model().fill(Colour, ASKED).times == 3


@pytest.mark.parametrize(
    "said",
    [
        {"name": "红"},
        {"name": "红", "times": "many"},
        '{"name": "红", "times": 3',
        '{"name": "红", "ti',
        "Sure! It is red.",
        "",
        "[1, 2]",
        "null",
        "{" * 50_000,
        "[" * 50_000,
        " " * 150_000 + "x",
        "x" * 1_000_000,
        Refusal(),
    ],
    ids=lambda said: str(said)[:24],
)
def test_a_malformed_answer_is_none(server: Script, said: Any) -> None:
    server.say(said)
    with pytest.raises(Malformed):
        server.model().fill(Colour, ASKED)


@pytest.mark.parametrize(
    ("said", "tells"),
    [
        (Status(401), "llm_key"),
        (Status(404), "llm_base_url"),
        (Status(400), "llm_method"),
        (Status(429), "429"),
        (Status(500), "500"),
        (Silence(), "0.4 秒"),
        (Drip(), "0.4 秒"),
        (Hangup(), "llm_base_url"),
    ],
    ids=str,
)
def test_every_failure_says_what_to_look_at_and_nothing_else(server: Script, said: Any, tells: str, caplog: pytest.LogCaptureFixture) -> None:
    server.say(said)
    model = server.model(timeout=0.4 if isinstance(said, (Silence, Drip)) else 20)
    with caplog.at_level(logging.DEBUG, logger="jixiao"), pytest.raises(Unreachable, match=tells) as failed:
        model.fill(Colour, [("human", "机密的内容")])
    ours = [r.getMessage() for r in caplog.records if r.name == "jixiao"]
    assert ours
    told = f"{failed.value.zh}{failed.value.en}{ours}"
    assert KEY not in f"{told}{failed.getrepr(style='long')}"
    assert "机密" not in told


def test_nobody_there() -> None:
    with scripted() as gone:
        options = gone.options()
    with pytest.raises(Unreachable, match="无法连接"):
        LanguageModel(options).fill(Colour, ASKED)


@pytest.mark.parametrize("name", ["nobody:model", "openai_but_not:x"])
def test_a_provider_that_is_not_installed(name: str) -> None:
    with pytest.raises(Unreachable, match="LangChain"):
        LanguageModel(ModelOptions(name)).fill(Colour, ASKED)


@pytest.mark.parametrize("passing", [Status(500), Status(429), Hangup()], ids=str)
def test_a_passing_failure_is_tried_again(server: Script, passing: Any) -> None:
    server.say(passing, RED)
    assert server.model(retries=1).fill(Colour, ASKED).times == 3
    assert len(server.requests) == 2


@pytest.mark.parametrize("lasting", [Status(401), Status(404), Status(400)], ids=str)
def test_a_lasting_failure_is_not(server: Script, lasting: Any) -> None:
    server.say(lasting, RED)
    with pytest.raises(Unreachable):
        server.model(retries=3).fill(Colour, ASKED)
    assert len(server.requests) == 1


def test_a_server_that_fails_is_left_alone_for_a_while(server: Script) -> None:
    now = [0.0]
    model = LanguageModel(server.options(), clock=lambda: now[0])
    server.always = Status(500)
    for _ in range(OPENS_AFTER + 5):
        with pytest.raises(ModelFailed):
            model.fill(Colour, ASKED)
    assert len(server.requests) == OPENS_AFTER
    now[0] += RESTS + 1
    with pytest.raises(ModelFailed):
        model.fill(Colour, ASKED)  # one looks whether it is well again
    with pytest.raises(Unreachable, match="接连"):
        model.fill(Colour, ASKED)
    assert len(server.requests) == OPENS_AFTER + 1
    now[0] += RESTS + 1
    server.say(RED, RED)
    assert model.fill(Colour, ASKED).times == 3
    assert model.fill(Colour, ASKED).times == 3


def test_answers_between_failures_keep_the_door_open(server: Script) -> None:
    model = server.model()
    for said in [Status(500), Status(500), RED] * 3:
        server.say(said)
        try:
            model.fill(Colour, ASKED)
        except ModelFailed:
            continue
    assert len(server.requests) == 9


def test_a_silent_server_is_waited_for_a_few_times_only(server: Script) -> None:
    model = server.model(timeout=0.3, retries=5)
    server.always = Silence(3)
    for _ in range(OPENS_AFTER + 20):
        with pytest.raises(Unreachable):
            model.fill(Colour, ASKED)
    assert len(server.requests) <= OPENS_AFTER  # so many waits; afterwards nobody waits


def test_the_program_ends_although_the_server_drips_on(tmp_path: Path, server: Script) -> None:
    server.always = Drip(times=100_000)  # hours
    (tmp_path / "settings.toml").write_text(f'llm = "openai:m"\nllm_base_url = "{server.url}"\nllm_timeout = 1\n', encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from index.settings import load; from extractors.language_model import *\n"
        "try: LanguageModel(load(Path(sys.argv[1])).language_model).fill(ModelOptionsForm, [('human', '?')])\n"
        "except Unreachable as failed: print(failed.en)"
    ).replace("ModelOptionsForm", "type('Form', (BaseModel,), {})")
    ended = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, timeout=PATIENCE, check=True, cwd=ROOT)
    assert "within 1 s" in ended.stdout


def test_no_service_for_traces_hears_of_it(server: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    from langchain_core.tracers.langchain import wait_for_all_tracers

    with scripted(always={}) as listener:
        for name in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2"):
            monkeypatch.setenv(name, "true")
        for name in ("LANGSMITH", "LANGCHAIN"):
            monkeypatch.setenv(f"{name}_ENDPOINT", listener.url)
            monkeypatch.setenv(f"{name}_API_KEY", "x")
        server.say(RED)
        server.model().fill(Colour, ASKED)
        wait_for_all_tracers()  # which send in the background
        assert listener.paths == []


def test_a_key_of_the_environment_is_not_sent_to_another_server(server: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-somewhere-else")
    server.say(RED)
    LanguageModel(ModelOptions("openai:scripted", server.url)).fill(Colour, ASKED)
    assert server.keys == ["Bearer none"]


def test_the_key_is_in_no_text(tmp_path: Path, server: Script) -> None:
    (tmp_path / "settings.toml").write_text(f'llm = "openai:m"\nllm_key = "{KEY}"\n', encoding="utf-8")
    settings = load(tmp_path)
    options = settings.language_model
    assert options is not None
    assert options.key.get_secret_value() == KEY
    for thing in (settings, options, server.model()):
        assert KEY not in f"{thing!r}{thing}"
    assert KEY not in settings.model_dump_json()
    assert pickle.loads(pickle.dumps(options)) == options  # it goes to worker processes


def test_there_is_none_unless_it_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-x")
    monkeypatch.setenv("JIXIAO_LLM_KEY", KEY)
    assert load(tmp_path).language_model is None


@pytest.mark.parametrize("line", ['llm = "qwen"', 'llm = ":qwen"', 'llm_method = "xml"', "llm_timeout = 0", "llm_retries = -1", 'llm_base_url = "server:8000"'])
def test_a_setting_that_cannot_be_meant(tmp_path: Path, line: str) -> None:
    (tmp_path / "settings.toml").write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match=line.split(" ")[0]):
        load(tmp_path)


def test_a_wrong_key_setting_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(f'llm_key = ["{KEY}"]', encoding="utf-8")
    with pytest.raises(InputError) as wrong:
        load(tmp_path)
    assert KEY not in str(wrong.getrepr())


@pytest.mark.parametrize(("said", "tells"), [({"works": True}, ""), ("It works!", "llm_method"), (Status(401), "llm_key")], ids=str)
def test_the_doctor_tries_it_out(tmp_path: Path, server: Script, said: Any, tells: str) -> None:
    (tmp_path / "settings.toml").write_text(f'llm = "openai:m"\nllm_base_url = "{server.url}"\nllm_key = "{KEY}"\n', encoding="utf-8")
    server.say(said)
    with open_store(tmp_path) as store:
        problems = [f"{p.zh} {p.en}" for p in examine(store)]
    assert len(problems) == bool(tells)
    assert all(tells in p and KEY not in p for p in problems)
