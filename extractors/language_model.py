"""A language model asked to fill in a form: the only door to one, whoever serves it. Off unless an office sets one up.

What comes back is checked for its shape only; what it says is for the caller to check, and is never shown as it is. Nothing
is sent anywhere but to the server that was set; neither the key nor what was sent or answered is ever logged or shown.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, SecretStr, ValidationError

from extractors.errors import InputError
from extractors.servers import Breaker, client_arguments, why_no_answer, within

log = logging.getLogger("jixiao")
T = TypeVar("T", bound=BaseModel)
Method = Literal["json_schema", "function_calling", "json_mode"]
Message = tuple[Literal["system", "human", "ai"], str]

PAUSE = 0.5  # seconds before a second attempt
LONGEST = 200_000  # characters of an answer
_FOR_GOOD = (400, 401, 403, 404, 405, 413, 422)  # asked again, the server would say the same


@dataclass(frozen=True)
class ModelOptions:
    """Which model, where, and how it is asked; what `docs/settings.md` says of each."""

    name: str  # provider:model
    base_url: str = ""
    key: SecretStr = field(default_factory=lambda: SecretStr(""))
    method: Method = "json_schema"
    timeout: float = 30.0  # seconds for one answer, further attempts included
    retries: int = 1


class ModelFailed(InputError):
    """No answer came that can be used."""


class Unreachable(ModelFailed):
    """The server did not answer, or not in time, or turned the request down."""


class Malformed(ModelFailed):
    """The server answered, and not in the form asked for; `why` may be told to the model."""

    why = ""


class Tried(BaseModel):
    """Whether this form is understood."""

    works: bool


class LanguageModel:
    """One model at one server, with what is known of how it fares. May be used from several threads."""

    def __init__(self, options: ModelOptions, clock: Callable[[], float] = time.monotonic) -> None:
        self.options = options
        self._clock = clock
        self._chat: Any = None
        self._lock = threading.Lock()
        self._breaker = Breaker(options.timeout, clock)

    def fill(self, form: type[T], messages: Sequence[Message]) -> T:
        """The form as the model filled it in. Raises ModelFailed; at once, where the server has just failed repeatedly."""
        if not self._breaker.lets_pass():
            raise Unreachable(
                "语言模型接连没有应答，稍后会自动再试。",
                "The language model failed repeatedly; it will be tried again in a while.",
            )
        try:
            filled = _read(form, self._answer(form, messages))
        except ModelFailed as failure:
            self._breaker.failed()
            log.warning("the language model %s failed: %s", self.options.name, failure.say("en"))
            raise
        self._breaker.worked()
        return filled

    def try_out(self) -> None:
        """Raises ModelFailed where it does not answer as it is asked to."""
        self.fill(Tried, [("system", "Fill in the form."), ("human", "Set works to true.")])

    def _answer(self, form: type[BaseModel], messages: Sequence[Message]) -> Any:
        schema = form.model_json_schema()
        if self.options.method == "json_mode":
            messages = [("system", f"Answer with JSON by this schema: {json.dumps(schema, ensure_ascii=False)}"), *messages]
        asked = self._model().with_structured_output(schema, method=self.options.method, include_raw=True)
        # The request alone: LangChain's parser completes what was cut off, and its threads would keep the program from ending.
        asked = asked.first.steps__["raw"]
        until = self._clock() + self.options.timeout
        for left in range(self.options.retries, -1, -1):
            try:
                return within(until - self._clock(), lambda: _untraced(asked, messages))
            except Exception as error:  # a provider's library raises what it likes
                again = left and getattr(error, "status_code", None) not in _FOR_GOOD
                if not again or self._clock() + PAUSE >= until:
                    raise self._explained(error) from None  # the cause may quote the key or the papers
                time.sleep(PAUSE)
        raise AssertionError("the last attempt returns or raises")

    def _model(self) -> Any:
        """The provider's client, made when it is first needed: its library takes a second to load."""
        with self._lock:
            if self._chat is None:
                from langchain.chat_models import init_chat_model

                provider, _, name = self.options.name.partition(":")
                try:
                    self._chat = init_chat_model(name, model_provider=provider, temperature=0, **_arguments(provider, self.options))
                except (ImportError, ValueError) as error:
                    raise Unreachable(
                        f"无法使用语言模型“{self.options.name}”：{type(error).__name__}。请检查设置 llm，并安装它的 LangChain 组件。",
                        f'Cannot use the language model "{self.options.name}": {type(error).__name__}. '
                        'Check the setting "llm" and install its LangChain package.',
                    ) from None
            return self._chat

    def _explained(self, error: Exception) -> Unreachable:
        status = getattr(error, "status_code", None)
        if status in (400, 422):
            zh, en = "服务器不接受这样的请求，可换一种 llm_method", 'the server does not take such requests; try another "llm_method"'
        else:
            zh, en = why_no_answer(error, status, self.options.timeout, "llm")
        return Unreachable(f"语言模型没有应答：{zh}。", f"The language model did not answer: {en}.")


def _arguments(provider: str, options: ModelOptions) -> dict[str, Any]:
    """Attempts are counted here, never by the client as well."""
    made = client_arguments(provider, options.base_url, options.key.get_secret_value(), options.timeout)
    if provider == "ollama":
        return made
    if provider == "openai" and options.base_url:
        made["use_responses_api"] = False
    return {**made, "timeout": options.timeout, "max_retries": 0}


def _untraced(asked: Any, messages: Sequence[Message]) -> Any:
    """Ask, whatever the environment says of tracing: that would send papers to a service nobody set up here."""
    from langsmith import tracing_context

    with tracing_context(enabled=False):
        return asked.invoke(list(messages))


def _read(form: type[T], raw: Any) -> T:
    """Strictly: an answer that was cut off must not pass for a shorter one, as lenient parsers let it."""
    calls = getattr(raw, "tool_calls", None)
    try:
        return form.model_validate(calls[0]["args"] if calls else json.loads(_bare(getattr(raw, "content", None))))
    except ValidationError as error:
        wrong = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:5]]
        raise _malformed("; ".join(wrong)) from None
    except (ValueError, RecursionError):
        raise _malformed("the answer is no JSON, or is cut off") from None


def _bare(content: Any) -> str:
    """The answer without what servers put around it: thoughts aloud, a fence."""
    text = content.strip() if isinstance(content, str) and len(content) <= LONGEST else ""
    if text.startswith("<think>"):
        text = text.partition("</think>")[2].strip()
    if text.startswith("```"):
        text = text.removeprefix("```").removeprefix("json").removesuffix("```")
    return text


def _malformed(why: str) -> Malformed:
    error = Malformed(
        "语言模型的回答不合格式，可换一种 llm_method。",
        'The language model\'s answer is not in the form asked for; try another "llm_method".',
    )
    error.why = why
    return error
