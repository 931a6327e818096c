"""One browser session's conversation: questions asked, queries changed by hand, answers linked to and judged.

What happens to the turns; ask.py wires it to the page, answers.py draws it. A conversation lives in its browser session's
state; of it the log, links and judgements are kept, see `kept`.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant import kept
from assistant.edits import changed, chips, without
from assistant.handout import asked
from assistant.kept import AtHand
from assistant.query import Query
from assistant.reply import Answer, OtherReading
from assistant.ui import lying
from assistant.ui.actions import answer_key
from assistant.ui.doubted import LED_TO
from assistant.ui.texts import Language, say
from assistant.ui.turn import ROWS_AT_ONCE, Turn
from assistant.wording import thousands
from extractors.errors import JixiaoError

if TYPE_CHECKING:
    from assistant.answer import Assistant
    from index.store import Store

log = logging.getLogger("jixiao")


@dataclass
class Talk:
    """`key` names it to the assistant."""

    key: str = ""
    turns: list[Turn] = field(default_factory=list)

    def begin(self, question: str) -> Turn:
        self.key = self.key or uuid.uuid4().hex
        turn = Turn(f"turn-{uuid.uuid4().hex}", question)
        self.turns.append(turn)
        return turn

    def turn(self, key: str) -> Turn | None:
        return next((t for t in self.turns if t.key == key or answer_key(t.key) == key), None)


@dataclass(frozen=True)
class Asking:
    """What answers, and where answers go."""

    store: Store
    assistant: Assistant
    at_hand: AtHand

    def answer(self, talk: Talk, turn: Turn, language: Language) -> None:
        self._attempt(turn, language, lambda: self.assistant.ask(turn.question, talk.key))

    def change(self, talk: Talk, of: Turn, at: str, op: str, value: str | None, language: Language) -> Turn | None:
        """A new turn with the query of another one, one condition changed, or gone where there is no value; without an
        address the query as it is."""
        if of.answer is None or not of.answer.query:
            return None
        spoken = of.answer.language
        before = next((c.text for c in of.chips if c.at == at), "")
        turn = talk.begin(say("by_hand_again", spoken))
        turn.by_hand = True

        def run() -> Answer:
            assert of.answer is not None
            if (other := _reading(of.answer, at)) is not None:
                turn.question = other.text
                return self.assistant.rerun(Query.model_validate(other.query), talk.key, spoken)
            query = Query.model_validate(of.answer.query)
            with self.store.reading() as session:
                catalogue = self.assistant.catalogue(session)
            if at:
                query = without(query, at) if value is None else changed(query, at, op, value, catalogue)
                after = next((c.text for c in chips(query, catalogue, spoken == "en") if c.at == at), "")
                turn.question = say("by_hand_drop", spoken, text=before) if value is None else say("by_hand_change", spoken, text=before, now=after)
            return self.assistant.rerun(query, talk.key, spoken)

        self._attempt(turn, language, run)
        return turn

    def _attempt(self, turn: Turn, language: Language, run: Callable[[], Answer]) -> None:
        try:
            self._shown(turn, run())
        except JixiaoError as error:
            turn.problem = error.say(language)
        except Exception:  # the outermost boundary: a fault of ours in one question must not end the conversation
            log.exception("a question could not be answered")
            turn.problem = say("fault", language)

    def _shown(self, turn: Turn, answer: Answer) -> None:
        turn.answer = answer
        self.at_hand.put(answer_key(turn.key), answer)
        self._turn_pages(turn)
        query = kept.query_of(answer)
        if query:
            with self.store.reading() as session:
                turn.chips = chips(Query.model_validate(query), self.assistant.catalogue(session), answer.language == "en")

    def _turn_pages(self, turn: Turn) -> None:
        """How the pages lie that are shown of it."""
        if turn.answer is None:
            return
        shown = (*turn.answer.rows[: turn.rows_shown], *turn.answer.citations[: turn.rows_shown], *turn.answer.doubts[:LED_TO])
        with self.store.reading() as session:
            turn.turned = lying.of_reports(session, (place.report_id for place in shown if place.report_id is not None))

    def note(self, talk: Talk, turn: Turn) -> None:
        if turn.answer is not None:
            kept.note(self.store, answer_key(turn.key), talk.key, turn.answer)

    def follow(self, talk: Talk) -> None:
        """Answers follow what persons decided since they were given; those that came by a link stay as they were kept."""
        last = self.assistant.decisions()
        for turn in talk.turns:
            if turn.answer is not None and turn.answer.planned is not None and turn.known != last:
                self._shown(turn, self.assistant.anew(turn.answer))
            turn.known = last

    def link(self, talk: Talk, key: str) -> None:
        turn = talk.turn(key)
        if turn is not None and turn.answer is not None:
            kept.keep(self.store, answer_key(turn.key), talk.key, turn.answer)
            turn.linked = True

    def judge(self, talk: Talk, key: str, good: bool, comment: str | None) -> None:
        """Noted at once; `comment` is None until the person had the chance to write one."""
        turn = talk.turn(key)
        if turn is not None and turn.answer is not None:
            kept.judge(self.store, answer_key(turn.key), talk.key, turn.answer, good, comment or "")
            turn.good, turn.judged = good, comment is not None

    def linked(self, key: str, language: Language) -> Talk:
        """A conversation that begins with the answer behind a link, and goes on from there."""
        talk = Talk()
        found = kept.kept(self.store, key)
        if found is None:
            talk.begin(say("link", language)).problem = say("kept_gone", language)
            return talk
        turn = talk.begin(asked(found.answer))
        turn.key = f"turn-{key}"
        self._shown(turn, found.answer)
        turn.linked, turn.good, turn.kept_at = True, found.good, found.at
        turn.judged = found.good is not None
        turn.kept_state, present = kept.now(self.assistant, found.answer)
        turn.now_says = _differing(found.answer.answer, present.answer) if present else ""
        if found.answer.query:
            query = Query.model_validate(found.answer.query)
            self.assistant.take_up(talk.key, kept.until(self.store, key), query, found.answer.language)
        return talk

    def more(self, talk: Talk, key: str) -> None:
        turn = talk.turn(key)
        if turn is not None:
            turn.rows_shown += ROWS_AT_ONCE
            self._turn_pages(turn)


def _reading(answer: Answer, at: str) -> OtherReading | None:
    """The other reading that was chosen, if one was."""
    name, _, n = at.partition(".")
    return answer.readings[int(n)] if name == "reading" and n.isdecimal() and int(n) < len(answer.readings) else None


def _differing(before: str, now: str) -> str:
    """The first line that is another one."""
    said = set(before.split("\n"))
    return thousands(next((line for line in now.split("\n") if line not in said), now.split("\n")[0]))
