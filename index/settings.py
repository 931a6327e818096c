"""What a person can set, and where: environment (JIXIAO_*), then `settings.toml` in the workspace, then the default.

Every setting is described here and in docs/settings.md; a test fails where one is missing there.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from extractors.errors import InputError

if TYPE_CHECKING:
    from extractors.language_model import ModelOptions
    from index.embedding import EmbeddingOptions

SETTINGS_FILE = "settings.toml"
LOG_FILE = "jixiao.log"  # what went wrong, in detail


def default_home() -> Path:
    from platformdirs import user_data_path

    return user_data_path("jixiao", appauthor=False)


def home_of(chosen: Path | None = None) -> Path:
    """The workspace: the one chosen, else $JIXIAO_HOME, else the platform's user data folder."""
    return (chosen or Path(os.environ.get("JIXIAO_HOME") or default_home())).expanduser().absolute()


class Settings(BaseSettings):
    """All settings; read them with `load`, which knows the workspace's file."""

    model_config = SettingsConfigDict(env_prefix="JIXIAO_", extra="forbid", hide_input_in_errors=True)

    home: Path = Field(
        default_factory=default_home, description="the workspace: records, originals and vectors lie here"
    )
    database_url: str = Field(
        default="", description="SQLAlchemy URL of the records; empty: jixiao.db (SQLite) in the workspace"
    )
    workers: int = Field(default=0, ge=0, le=256, description="processes that read files; 0: one per processor core")
    file_timeout: float = Field(
        default=300, gt=0, description="seconds that reading one file may take before it is given up, beside its pages"
    )
    page_timeout: float = Field(
        default=120, gt=0, description="seconds that reading one page may take before its file is given up"
    )
    worker_memory: int = Field(
        default=1200, ge=300, description="megabytes that a process which reads files may take before it is ended"
    )
    embeddings: str = Field(
        default="builtin",
        pattern=r"^builtin$|^[a-z][a-z0-9_]*:.+",
        description='what turns text into vectors: "builtin", "folder:" and a path, or "provider:model" as LangChain names it',
    )
    embeddings_base_url: str = Field(
        default="", pattern=r"^$|^https?://.+", description="address of the embedding's server; empty: the provider's own"
    )
    embeddings_key: SecretStr = Field(
        default=SecretStr(""), description="key for the embedding's server, where it wants one"
    )
    embeddings_timeout: float = Field(
        default=10, gt=0, le=600, description="seconds that one request to the embedding's server may take"
    )
    llm: str = Field(
        default="",
        pattern=r"^$|^[a-z][a-z0-9_]*:.+",
        description='the language model, "provider:model" as LangChain names it; empty: none, nothing is ever sent',
    )
    llm_base_url: str = Field(
        default="", pattern=r"^$|^https?://.+", description="address of the model's server; empty: the provider's own"
    )
    llm_key: SecretStr = Field(default=SecretStr(""), description="key for the model's server, where it wants one")
    llm_method: Literal["json_schema", "function_calling", "json_mode"] = Field(
        default="json_schema", description="how the server is told the form of an answer"
    )
    llm_timeout: float = Field(default=30, gt=0, le=600, description="seconds that one answer of the model may take")
    llm_retries: int = Field(default=1, ge=0, le=5, description="further attempts within that time")
    llm_words: bool = Field(default=False, description="whether the model also words answers, around the values found")
    llm_reads: bool = Field(
        default=False, description="whether forms that jixiao cannot place are sent to the model to be read"
    )
    question_log: bool = Field(
        default=True, description="whether questions that were asked are kept, in the workspace only"
    )
    host: str = Field(default="127.0.0.1", description="address the web app listens on")
    port: int = Field(default=7860, ge=0, le=65535, description="port the web app listens on; 0: any free one")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def url(self) -> str:
        return self.database_url or f"sqlite:///{self.home / 'jixiao.db'}"

    @property
    def embedding(self) -> EmbeddingOptions:
        from index.embedding import EmbeddingOptions

        return EmbeddingOptions(
            self.embeddings, self.embeddings_base_url, self.embeddings_key, self.embeddings_timeout
        )

    @property
    def language_model(self) -> ModelOptions | None:
        """None unless one is set."""
        if not self.llm:
            return None
        from extractors.language_model import ModelOptions

        return ModelOptions(
            self.llm, self.llm_base_url, self.llm_key, self.llm_method, self.llm_timeout, self.llm_retries
        )

    @property
    def reading_model(self) -> ModelOptions | None:
        """The one that may see contents of reports."""
        return self.language_model if self.llm_reads else None

    @property
    def file_seconds(self) -> float:
        """The time for a file beside its pages; where a model reads too, with the time that it may take."""
        if self.reading_model is None:
            return self.file_timeout
        from extractors.interpret.pointed import MOST_FORMS, ROUNDS

        return self.file_timeout + MOST_FORMS * ROUNDS * self.llm_timeout

    @property
    def worker_count(self) -> int:
        return self.workers or os.cpu_count() or 1


def load(home: Path | None = None) -> Settings:
    """Settings of the workspace `home`, see `home_of`."""
    home = home_of(home)
    file = home / SETTINGS_FILE

    class OfWorkspace(Settings):
        model_config = SettingsConfigDict(toml_file=file)

    try:
        return OfWorkspace(home=home)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise InputError(
            f"设置有误（{wrong}）。请检查 {file} 和 JIXIAO_ 开头的环境变量。",
            f"A setting is wrong ({wrong}). Look at {file} and at the JIXIAO_ environment variables.",
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            f"设置文件 {file} 不是有效的 TOML：{error}。", f"The settings file {file} is no valid TOML: {error}."
        ) from error
