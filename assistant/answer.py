"""A question is answered: planned, executed, put into words, every number with the place it stands at.

The only door of this room for the command line and the page. Keeps conversations in memory and the names of the store
until the store changes; writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from assistant import tell
from assistant.catalogue import Catalogue, read, signature
from assistant.conversation import Sessions, remember
from assistant.planner.compose import Plan
from assistant.planner.rules import language_of, plan
from assistant.query import Query
from assistant.reply import Answer

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from index.store import Store


class Assistant:
    """Answers over one store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._sessions = Sessions()
        self._names: tuple[tuple[int, ...], Catalogue] | None = None

    def ask(self, question: str, session: str | None = None, document: str | None = None) -> Answer:
        """Answer in the question's language. `session` names a conversation; `document` is the file that "this" means."""
        talk = self._sessions.of(session)
        talk.document = document or talk.document
        with self._store.reading() as reading:
            catalogue = self.catalogue(reading)
            planned = plan(question, catalogue, talk)
            answer, focus, units = tell.answer(self._store, reading, question, planned, catalogue)
        if planned.query is not None:
            remember(talk, planned.frame, focus, units)
        answer.planned = planned
        return answer

    def anew(self, answer: Answer) -> Answer:
        """The same question on the values as they stand now; the conversation goes on from where it is."""
        with self._store.reading() as reading:
            again = tell.answer(self._store, reading, answer.question, answer.planned, self.catalogue(reading))[0]
        again.planned = answer.planned
        return again

    def decisions(self) -> int:
        """The number of the last decision of a person: where it is another, answers may be."""
        from index.decisions import last_decision

        with self._store.reading() as reading:
            return last_decision(reading)

    def run(self, query: Query, question: str = "", language: Literal["zh", "en"] | None = None) -> Answer:
        """Answer a query as it stands: one that was shown, changed by a person, or planned elsewhere."""
        planned = Plan(query)
        planned.frame.language = language or language_of(question)
        with self._store.reading() as reading:
            return tell.answer(self._store, reading, question, planned, self.catalogue(reading))[0]

    def suggestions(self, language: str = "zh", document: str | None = None) -> list[str]:
        """Questions that work on this store."""
        with self._store.reading() as reading:
            return tell.suggestions(self.catalogue(reading), language, document)

    def forget(self, session: str) -> None:
        """End a conversation: the next question stands by itself."""
        self._sessions.forget(session)

    def catalogue(self, reading: Session) -> Catalogue:
        now = signature(reading)
        if self._names is None or self._names[0] != now:
            self._names = (now, read(reading))
        return self._names[1]
