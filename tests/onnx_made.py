"""A tiny embedding model in a folder, as sentence-transformers keeps them: one vector a character, looked up. The ONNX file
is written byte by byte, since the library that makes such files is not needed for anything else."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Split

FLOAT, INT64 = 1, 7


def _varint(n: int) -> bytes:
    out = b""
    while n > 0x7F:
        out, n = out + bytes([n & 0x7F | 0x80]), n >> 7
    return out + bytes([n])


def _number(field: int, n: int) -> bytes:
    return _varint(field << 3) + _varint(n)


def _piece(field: int, content: bytes | str) -> bytes:
    content = content.encode() if isinstance(content, str) else content
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _value(name: str, kind: int, shape: Sequence[int | str]) -> bytes:
    dims = b"".join(_piece(1, _number(1, d) if isinstance(d, int) else _piece(2, d)) for d in shape)
    return _piece(1, name) + _piece(2, _piece(1, _number(1, kind) + _piece(2, dims)))


def _model(table: np.ndarray) -> bytes:
    """Gather(table, input_ids) -> last_hidden_state; the mask is an input that is not used, as in some exports."""
    node = _piece(1, "table") + _piece(1, "input_ids") + _piece(2, "last_hidden_state") + _piece(3, "look up") + _piece(4, "Gather")
    weights = b"".join(_number(1, d) for d in table.shape) + _number(2, FLOAT) + _piece(8, "table") + _piece(9, table.astype("<f4").tobytes())
    graph = _piece(1, node) + _piece(2, "made") + _piece(5, weights)
    graph += _piece(11, _value("input_ids", INT64, ["batch", "length"])) + _piece(11, _value("attention_mask", INT64, ["batch", "length"]))
    graph += _piece(12, _value("last_hidden_state", FLOAT, ["batch", "length", table.shape[1]]))
    return _number(1, 8) + _piece(7, graph) + _piece(8, _number(2, 13))


def make(folder: Path, same: Sequence[tuple[str, str]], *, cls: bool = False, seed: int = 0) -> Path:
    """A model for which the characters of each pair mean the same."""
    characters = [chr(c) for c in range(0x4E00, 0x9FA5)]
    vocabulary = {"[UNK]": 0, **{c: n for n, c in enumerate(characters, start=1)}}
    table = np.random.default_rng(seed).standard_normal((len(vocabulary), 32)).astype(np.float32)
    table[0] = 0
    for one, other in same:
        for a, b in zip(one, other, strict=True):
            table[vocabulary[b]] = table[vocabulary[a]]
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Split("", "isolated")
    (folder / "onnx").mkdir(parents=True)
    (folder / "1_Pooling").mkdir()
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "onnx" / "model.onnx").write_bytes(_model(table))
    (folder / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode_cls_token": cls, "pooling_mode_mean_tokens": not cls}))
    steps = ["Transformer", "Pooling", "Normalize"]
    (folder / "modules.json").write_text(json.dumps([{"type": f"sentence_transformers.models.{s}"} for s in steps]))
    return folder
