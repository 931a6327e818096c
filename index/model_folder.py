"""An embedding model that lies in a folder of this computer, as sentence-transformers keeps them. Nothing is downloaded.

A folder with an ONNX file runs on what jixiao brings along; one with PyTorch weights only needs sentence-transformers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langchain_core.embeddings import Embeddings

from extractors.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PREFIX = "folder:"
LONGEST = 512  # tokens: what most such models take
_BATCH = 16
_ONNX = ("model.onnx", "onnx/model.onnx")
_HEAD = 1 << 20  # bytes of a weights file that tell it from another of the same size
_PLAIN = {"Transformer", "Pooling", "Normalize"}


def from_folder(folder: Path) -> Embeddings:
    if not folder.is_dir():
        raise InputError(
            f"嵌入模型的文件夹不存在：{folder}。请检查设置 embeddings。",
            f'There is no folder {folder} with an embedding model. Check the setting "embeddings".',
        )
    if model := _onnx_file(folder):
        return OnnxModel(folder, model)
    return TorchModel(folder)


def fingerprint(folder: Path) -> str:
    """Of what lies in the folder, wherever it is: another model put there gets another one."""
    told = hashlib.sha256()
    for file in sorted(p for p in folder.rglob("*") if p.suffix in (".json", ".txt", ".onnx", ".onnx_data", ".safetensors", ".bin", ".model")):
        told.update(f"{file.relative_to(folder).as_posix()} {file.stat().st_size}\n".encode())
        with file.open("rb") as content:
            told.update(content.read(_HEAD))
            content.seek(max(0, file.stat().st_size - _HEAD))
            told.update(content.read(_HEAD))
    return told.hexdigest()[:16]


def _onnx_file(folder: Path) -> Path | None:
    return next((folder / name for name in _ONNX if (folder / name).is_file()), None)


class OnnxModel(Embeddings):
    """Tokens through ONNX Runtime; their vectors averaged, or the first one's, as the folder says; length 1."""

    def __init__(self, folder: Path, model: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        if unknown := _steps(folder) - _PLAIN:
            raise InputError(
                f"嵌入模型 {folder} 含有无法执行的步骤（{'、'.join(sorted(unknown))}）。请换用只有 Transformer 和 Pooling 的模型。",
                f"The embedding model {folder} has steps that cannot be run ({', '.join(sorted(unknown))}). Take one that has Transformer and Pooling only.",
            )
        try:
            self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._session: Any = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
        except Exception as error:  # both libraries raise whatever they like on a file they cannot read
            raise InputError(
                f"无法读取嵌入模型 {folder}：需要 tokenizer.json 和 model.onnx（{type(error).__name__}）。",
                f"Cannot read the embedding model {folder}: it takes a tokenizer.json and a model.onnx ({type(error).__name__}).",
            ) from error
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.enable_padding()
        self._inputs = {i.name for i in self._session.get_inputs()}
        self._outputs = [o.name for o in self._session.get_outputs()]
        self._first_token = bool(_told(folder / "1_Pooling" / "config.json").get("pooling_mode_cls_token"))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [v for start in range(0, len(texts), _BATCH) for v in self._vectors(texts[start : start + _BATCH])]

    def embed_query(self, text: str) -> list[float]:
        return self._vectors([text])[0]

    def _vectors(self, texts: Sequence[str]) -> list[list[float]]:
        import numpy as np

        encoded = self._tokenizer.encode_batch(list(texts))
        mask = np.array([e.attention_mask for e in encoded], dtype=np.int64)
        fed = {"input_ids": np.array([e.ids for e in encoded], dtype=np.int64), "attention_mask": mask, "token_type_ids": np.zeros_like(mask)}
        wanted = ["sentence_embedding"] if "sentence_embedding" in self._outputs else self._outputs[:1]
        made = np.asarray(self._session.run(wanted, {k: v for k, v in fed.items() if k in self._inputs})[0], dtype=np.float32)
        pooled = made if made.ndim == 2 else self._pooled(made, mask)
        lengths = np.linalg.norm(pooled, axis=1, keepdims=True)
        vectors: list[list[float]] = (pooled / np.where(lengths > 0, lengths, 1)).tolist()
        return vectors

    def _pooled(self, tokens: NDArray[np.float32], mask: NDArray[np.int64]) -> NDArray[np.float32]:
        if self._first_token:
            return tokens[:, 0]
        counted = mask[:, :, None].astype(tokens.dtype)
        averaged: NDArray[np.float32] = (tokens * counted).sum(axis=1) / counted.sum(axis=1).clip(min=1)
        return averaged


class TorchModel(Embeddings):
    """By sentence-transformers, where it is installed."""

    def __init__(self, folder: Path) -> None:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise InputError(
                f"{folder} 里没有 ONNX 模型（model.onnx），运行它需要安装 sentence-transformers：pip install 'jixiao[sentence-transformers]'；或改用含 ONNX 的模型文件夹。",
                f"{folder} holds no ONNX model (model.onnx); to run it install sentence-transformers: pip install 'jixiao[sentence-transformers]'; or take a folder with ONNX.",
            ) from error
        self._model: Any = SentenceTransformer(str(folder), local_files_only=True)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._model.encode(texts, batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def _steps(folder: Path) -> set[str]:
    """What the model does after one another, where the folder says: Transformer, Pooling ..."""
    steps = _told(folder / "modules.json")
    return {str(s.get("type", "")).rsplit(".", 1)[-1] for s in steps} if isinstance(steps, list) else set()


def _told(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise InputError(f"{file} 不是有效的 JSON。", f"{file} is no valid JSON.") from error
