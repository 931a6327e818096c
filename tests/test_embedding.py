"""Embeddings by setting: each kind for real, what goes wrong with a server, and never two in one index."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from embedding_server import KEY, How, Server, serving
from invented import report, save
from onnx_made import make

from assistant.answer import Assistant
from extractors.errors import InputError
from extractors.servers import OPENS_AFTER, RESTS
from index.doctor import examine
from index.embedding import BATCH, LONGEST, Embedder, EmbeddingFailed, EmbeddingOptions
from index.search import search
from index.settings import load
from index.store import Store, open_store
from index.vectors import Vectors, catch_up, follow, keep_up, rebuild, vectors_of

ROOT = Path(__file__).parent.parent


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as started:
        yield started


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as opened:
        save(opened, "a.pdf", report())
        save(opened, "b.pdf", report(project_name="小学食堂改造", annual_goal="改造食堂3处，让学生吃得放心。", indicators=[]))
        yield opened


def setting(home: Path, **values: object) -> None:
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
    (home / "settings.toml").write_text("\n".join(lines), encoding="utf-8")


# The door


@pytest.mark.parametrize(("name", "path"), [("openai:invented", ""), ("ollama:invented", "/v1")])
def test_a_server_gives_a_vector_for_each_text_in_order(server: Server, name: str, path: str) -> None:
    texts = [f"第{n}段文字" for n in range(BATCH + 3)]
    embedder = Embedder(server.options(name=name, base_url=server.url.removesuffix(path) if path else server.url))
    assert embedder.documents(texts) == [pytest.approx(server.vector(t)) for t in texts]
    assert embedder.query("食堂") == pytest.approx(server.vector("食堂"))
    assert server.texts == [*texts, "食堂"]  # as they are, not as some model's tokens
    assert max(len(r["input"]) for r in server.requests) == BATCH
    assert set(server.keys) == {f"Bearer {KEY}"}


def test_a_long_text_is_cut_for_a_server(server: Server) -> None:
    Embedder(server.options()).documents(["长" * 3000])
    assert len(server.texts[0]) == LONGEST


def test_a_slow_server_is_waited_for(server: Server) -> None:
    server.how = "slow"
    assert len(Embedder(server.options()).query("食堂")) == server.dimension


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("silent", "0.5 s"), ("drip", "0.5 s"), ("too few", "whole vector"), ("not numbers", "whole vector"), ("prose", "cannot be read"),
        ("hang up", "embedding server"), ("refuse the key", "embeddings_key"), ("no such model", "embeddings_base_url"), ("fail", "503"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_said_and_nothing_leaks(server: Server, caplog: pytest.LogCaptureFixture, how: How, says: str) -> None:
    server.how = how
    with pytest.raises(EmbeddingFailed) as failed, caplog.at_level(logging.DEBUG, "jixiao"):
        Embedder(server.options(timeout=0.5 if how in ("silent", "drip") else 10)).documents(["某项目的内部情况", "另一段"])
    assert says in failed.value.en
    told = failed.value.zh + failed.value.en + caplog.text + repr(server.options())
    assert KEY not in told
    assert "内部情况" not in told


def test_nobody_there(server: Server) -> None:
    with pytest.raises(EmbeddingFailed, match="embeddings_base_url"):
        Embedder(server.options(base_url="http://127.0.0.1:9/v1")).query("食堂")


def test_a_server_that_keeps_failing_is_left_alone_for_a_while(server: Server) -> None:
    now = [0.0]
    server.how = "fail"
    embedder = Embedder(server.options(), clock=lambda: now[0])
    for _ in range(OPENS_AFTER + 2):
        with pytest.raises(EmbeddingFailed):
            embedder.query("食堂")
    assert len(server.requests) == OPENS_AFTER
    server.how, now[0] = "well", RESTS + 1
    assert embedder.query("食堂")


@pytest.mark.parametrize("name", ["cohere:embed", "nonsense:embed", "huggingface:some/model"])
def test_a_provider_that_is_not_installed_is_named(name: str) -> None:
    with pytest.raises(EmbeddingFailed) as failed:
        Embedder(EmbeddingOptions(name)).query("食堂")
    assert name in failed.value.zh
    assert "embeddings" in failed.value.zh


# Folders


def test_a_folder_with_onnx_knows_what_means_the_same(tmp_path: Path) -> None:
    embedder = Embedder(EmbeddingOptions(f"folder:{make(tmp_path / 'model', [('食堂', '饭厅')])}"))
    one, other, third = embedder.documents(["食堂", "饭厅", "河堤"])
    assert one == pytest.approx(other, abs=1e-6)
    assert sum(x * x for x in one) == pytest.approx(1, abs=1e-5)
    assert sum(a * b for a, b in zip(one, third, strict=True)) < 0.9
    assert embedder.query("食堂") == pytest.approx(one, abs=1e-6)
    # texts of several lengths in one batch: what fills up the shorter ones does not count
    assert embedder.documents(["食堂", "改造食堂三处让学生吃得放心"])[0] == pytest.approx(one, abs=1e-5)


def test_the_first_token_counts_where_the_folder_says_so(tmp_path: Path) -> None:
    embedder = Embedder(EmbeddingOptions(f"folder:{make(tmp_path / 'model', [], cls=True)}"))
    assert embedder.query("食堂改造") == pytest.approx(embedder.query("食"), abs=1e-6)


def test_a_folder_is_known_by_what_lies_in_it(tmp_path: Path) -> None:
    one, moved, other = make(tmp_path / "a", []), make(tmp_path / "b", []), make(tmp_path / "c", [], seed=1)
    identities = [Embedder(EmbeddingOptions(f"folder:{f}")).identity for f in (one, moved, other)]
    assert identities[0] == identities[1] != identities[2]


def _nothing(folder: Path) -> None:
    folder.rmdir()


def _weights_only(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes(b"weights")


def _broken(folder: Path) -> None:
    (folder / "model.onnx").write_bytes(b"no model")
    (folder / "tokenizer.json").write_text("{}")


def _more_steps(folder: Path) -> None:
    folder.rmdir()
    make(folder, [])
    (folder / "modules.json").write_text(json.dumps([{"type": "sentence_transformers.models.Dense"}]))


@pytest.mark.parametrize(
    ("prepare", "says"),
    [(_nothing, "no folder"), (_weights_only, "pip install"), (_broken, "tokenizer.json"), (_more_steps, "Dense")],
)
def test_a_folder_that_cannot_be_used_says_why(tmp_path: Path, prepare: object, says: str) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    prepare(folder)  # type: ignore[operator]
    with pytest.raises(InputError, match="model") as failed:
        Embedder(EmbeddingOptions(f"folder:{folder}")).query("食堂")
    assert says in failed.value.en


# The index follows the setting


def indexed(store: Store, server: Server, **changed: object) -> Vectors:
    return Vectors(store.home, Embedder(server.options(**changed)))


def test_meaning_finds_what_shares_no_character(store: Store, server: Server) -> None:
    vectors = indexed(store, server)
    catch_up(store, vectors)
    found = search(store, "饭堂", vectors=vectors)
    assert not found.warning_zh
    assert found.hits[0].text.startswith("改造食堂3处")


def test_another_embedding_is_noticed_said_and_made_anew(store: Store, server: Server, tmp_path: Path) -> None:
    count = catch_up(store, vectors_of(store))
    other = indexed(store, server)
    found = search(store, "食堂", vectors=other)
    assert found.hits
    assert "embeddings" in found.warning_zh
    assert "text only" in found.warning_en
    assert not server.requests  # nothing is asked of it for an index that is not its own
    assert catch_up(store, other) == count == other.count()
    assert other.dimension == server.dimension
    assert not search(store, "食堂", vectors=other).warning_zh
    assert catch_up(store, other) == 0
    elsewhere = indexed(store, server, base_url=f"{server.url}/")
    assert not elsewhere.of_this_embedding  # the same name at another address may be another model
    folder = Vectors(store.home, Embedder(EmbeddingOptions(f"folder:{make(tmp_path / 'm', [])}")))
    assert catch_up(store, folder) == count
    assert folder.dimension == 32


def test_another_model_by_the_same_name_is_noticed(store: Store, server: Server) -> None:
    vectors = indexed(store, server)
    count = catch_up(store, vectors)
    server.seed = 5
    save(store, "c.pdf", report(fiscal_year=2023))
    assert catch_up(store, vectors) > count  # all, not only those of the new report
    server.dimension = 24
    said = search(store, "食堂", vectors=vectors)
    assert "24" in said.warning_zh
    assert said.hits
    assert rebuild(store, vectors) == vectors.count()
    assert not search(store, "食堂", vectors=vectors).warning_zh


@pytest.mark.parametrize("how", ["silent", "fail", "refuse the key", "too few"])
def test_full_text_answers_where_the_server_fails_and_says_so(store: Store, server: Server, how: How) -> None:
    catch_up(store, indexed(store, server))
    server.how = how
    found = search(store, "食堂改造", vectors=indexed(store, server, timeout=0.5 if how == "silent" else 10))
    assert found.hits[0].text.startswith("改造食堂3处")
    assert "只按文字检索" in found.warning_zh
    assert "text only" in found.warning_en


def test_what_was_made_before_a_failure_is_kept(store: Store, server: Server) -> None:
    vectors = indexed(store, server)
    count = catch_up(store, vectors)
    server.how = "fail"
    with pytest.raises(EmbeddingFailed):
        rebuild(store, vectors)
    assert vectors.count() == count  # a rebuild that cannot begin takes nothing away
    server.how = "well"
    assert not search(store, "食堂", vectors=vectors).warning_zh


def test_files_are_stored_though_the_embedding_fails(store: Store, server: Server, caplog: pytest.LogCaptureFixture) -> None:
    server.how = "fail"
    setting(store.home, embeddings="openai:invented", embeddings_base_url=server.url, embeddings_key=KEY)
    with open_store(store.home) as again, caplog.at_level(logging.WARNING, "jixiao"):
        keep_up(again)
        assert "vectors" in caplog.text
        problems = [p.en for p in examine(again)]
        assert [p for p in problems if "embedding server" in p]
        server.how = "well"


def test_the_setting_is_used_from_the_file_to_the_answer(store: Store, server: Server) -> None:
    setting(store.home, embeddings="openai:invented", embeddings_base_url=server.url, embeddings_key=KEY)
    with open_store(store.home) as again:
        assert follow(again, anew=True) == vectors_of(again).count()
        answer = Assistant(again).ask("哪个项目提到食堂改造？")
        assert "改造食堂3处" in answer.answer
        assert "哪个项目提到食堂改造" not in server.texts  # the words looked for, not the whole question
        server.how = "fail"
        failing = Assistant(again).ask("哪个项目提到食堂改造？")
        assert "改造食堂3处" in failing.answer
        assert any("只按文字检索" in w for w in failing.warnings)


def test_another_process_may_write_the_vectors(store: Store) -> None:
    vectors = vectors_of(store)
    catch_up(store, vectors)
    assert not search(store, "食堂", vectors=vectors).warning_zh
    save(store, "c.pdf", report(fiscal_year=2023, annual_goal="新建泵站。"))
    environment = {k: v for k, v in os.environ.items() if not k.startswith("JIXIAO_")}
    run = [sys.executable, "-m", "app", "--home", str(store.home), "reindex"]
    told = subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    found = search(store, "新建泵站", vectors=vectors)
    assert not found.warning_zh
    assert found.hits[0].text == "新建泵站。"


@pytest.mark.parametrize(("name", "value"), [("embeddings", "text-embedding"), ("embeddings_base_url", "10.0.0.5"), ("embeddings_timeout", 0)])
def test_a_wrong_setting_is_named(tmp_path: Path, name: str, value: object) -> None:
    setting(tmp_path, **{name: value})
    with pytest.raises(InputError, match=name):
        load(tmp_path)
