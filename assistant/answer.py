"""A question is answered: planned, executed, put into words, every number with the place it stands at.

The only door of this room for the command line and the page. Keeps conversations in memory and the names of the store
until the store changes; writes nothing.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from assistant import suggesting, tell
from assistant.among_listed import in_full, which_and_it
from assistant.catalogue import Catalogue, read, signature
from assistant.conversation import continues
from assistant.edits import as_frame, says_the_same
from assistant.extremes import in_two_steps, one_says_it
from assistant.in_turn import clauses, of_the_same, says_both
from assistant.missing import what_is_missing
from assistant.nearest import nearest
from assistant.not_understood import keep_scope
from assistant.parts import parts_of
from assistant.planner.compose import Plan, compose, refuse
from assistant.planner.normalise import language_of, normalise
from assistant.planner.rules import LONGEST, framed, plan
from assistant.planner.scope import Said
from assistant.pointing import of_the_groups
from assistant.query import Query
from assistant.reply import Answer
from assistant.several import together
from assistant.shown import shown
from assistant.standing import Standing, dropped, standing
from assistant.talk import Before, Sessions, Talk, remember, remember_planned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from extractors.language_model import LanguageModel
    from index.store import Store


class Assistant:
    """Answers over one store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._sessions = Sessions()
        self._names: tuple[tuple[int, ...], Catalogue] | None = None
        self._model = _model(store)

    def ask(self, question: str, session: str | None = None, document: str | None = None) -> Answer:
        """Answer in the question's language. `session` names a conversation; `document` is the file that "this" means."""
        talk = self._sessions.of(session)
        talk.document = document or talk.document
        with self._store.reading() as reading:
            catalogue = self.catalogue(reading)
        if len(question) > LONGEST:
            return self._answered(question, catalogue, talk)  # turned down unread
        parts = parts_of(in_full(question, talk), catalogue, talk)
        if len(parts) > 1:
            return together(question, [self._answered(part, catalogue, talk) for part in parts])
        answer = self._of_the_less(parts[0], catalogue, talk) or self._of_the_extreme(parts[0], catalogue, talk) or self._in_turn(parts[0], catalogue, talk) or self._answered(parts[0], catalogue, talk)
        return answer.model_copy(update={"question": question})

    def _of_the_less(self, question: str, catalogue: Catalogue, talk: Talk) -> Answer | None:
        """The lower one's missed indicators: which of those told that is, and what is asked of it."""
        steps = which_and_it(question, talk)
        if steps is None:
            return None
        on_trial = deepcopy(talk)
        first = self._answered(steps[0], catalogue, on_trial)
        if first.status != "answered" or len(on_trial.focus) != 1:
            return None
        second = self._answered(steps[1], catalogue, on_trial)
        vars(talk).update(vars(on_trial))
        return together(question, (first, second))

    def _of_the_extreme(self, question: str, catalogue: Catalogue, talk: Talk) -> Answer | None:
        """平均分最低的地区有哪些项目: which that is, and what is asked of it, where no one query says both and one alone comes first."""
        steps = in_two_steps(question, catalogue)
        if steps is None or of_the_groups(normalise(question), talk):
            return None
        query, which = plan(question, catalogue, talk).query, plan(steps.which, catalogue, talk).query
        if which is None or (query is not None and one_says_it(query, which, steps, catalogue)):
            return None
        on_trial = deepcopy(talk)
        first = self._answered(steps.which, catalogue, on_trial)
        if first.status != "answered" or not (on_trial.alone or len(on_trial.focus) == 1):
            return None
        name = on_trial.alone.group if on_trial.alone else ""
        asked = of_the_same(steps.which, steps.of_name.format(name), catalogue) if name else steps.asked
        second = self._in_turn(asked, catalogue, on_trial) or self._answered(asked, catalogue, on_trial)
        if second.status == "unclear":
            return None
        vars(talk).update(vars(on_trial))
        return together(question, (first, second))

    def _in_turn(self, question: str, catalogue: Catalogue, talk: Talk) -> Answer | None:
        """The clauses of one question answered one after the other, where no one query says both. Where the second is not understood
        so either, that is said beside the first: an answer to all of it would pass it over."""
        told: tuple[Talk, tuple[Answer, Answer]] | None = None
        parts = list(clauses(question, catalogue))
        query = plan(question, catalogue, talk).query if parts else None
        for one, other in parts:
            if query is not None and says_both(query, framed(one, catalogue), framed(other, catalogue)):
                return None
            if plan(one, catalogue, talk).query is None:
                continue  # nor is a language model asked about a half
            on_trial = deepcopy(talk)
            first = self._answered(one, catalogue, on_trial)
            goes_on = plan(other, catalogue, on_trial)
            if first.status != "answered" or (goes_on.query is None and query is None):
                continue
            whole = other if goes_on.frame.has_scope or goes_on.frame.leftover else of_the_same(one, other, catalogue)
            second = self._answered(whole, catalogue, on_trial)
            if second.status != "unclear":
                told = on_trial, (first, second)
                break
            told = told or ((on_trial, (first, second)) if query is not None else None)
        if told is None:
            return None
        vars(talk).update(vars(told[0]))
        return together(question, told[1])

    def _answered(self, question: str, catalogue: Catalogue, talk: Talk) -> Answer:
        planned = self._plan(question, catalogue, talk)
        with self._store.reading() as reading:
            answer, focus, units = tell.answer(self._store, reading, question, planned, catalogue)
        if answer.status != "answered":
            self._help(answer, question, planned, catalogue, talk)
        if planned.frame.leftover and answer.status != "answered" and not planned.by:
            keep_scope(talk, planned.frame)  # also where its words were looked for in the texts, in vain
        elif planned.query is not None:
            those = shown(answer.rows, planned.query.group_by)
            if planned.by:
                remember_planned(talk, focus, units, those)
            else:
                remember(talk, planned.frame, focus, units, those)
            talk.before, talk.by_model = Before(question, planned.query), bool(planned.by)
        elif planned.status == "no_data" and planned.scope.missing and not planned.frame.leftover:
            remember(talk, planned.frame, (), ())  # 2019年的得分: there is none, but 那2023年呢
        elif planned.frame.has_scope and not (planned.frame.leftover or planned.frame.has_question or planned.frame.pronoun):
            remember(talk, planned.frame, (), ())  # 只看民政局的: of what, the next question says
        else:
            keep_scope(talk, planned.frame)
        return self._worded(_signed(answer, planned))

    def _help(self, answer: Answer, question: str, planned: Plan, catalogue: Catalogue, talk: Talk) -> None:
        """Say what is missing, and what can be asked instead."""
        lacks = what_is_missing(planned.frame, planned.query, catalogue) if answer.status == "no_data" else None
        answer.answer = lacks.say(answer.language) if lacks else answer.answer

        def works(other: str) -> bool:
            tried = plan(other, catalogue, talk)
            return tried.query is not None and tried.query.subject != "passages"

        answer.suggestions = nearest(question, planned.frame, catalogue, answer.suggestions, works)

    def _plan(self, question: str, catalogue: Catalogue, talk: Talk) -> Plan:
        """By the rules; where they do not understand it all and a language model is set, by that."""
        by_rules = plan(question, catalogue, talk)
        if self._model is None:
            return by_rules
        from assistant.planner import llm

        half = talk.by_model and continues(by_rules.frame)  # the rest was said in words that the rules do not know
        if not half and (llm.unsure(by_rules, question, talk.before) is None or self._stands_in_texts(question, by_rules, catalogue)):
            return by_rules
        planned = llm.plan(self._model, question, by_rules, catalogue, talk.before)
        if planned.by or not half:
            return planned
        alone = refuse(by_rules.frame, "unclear", "没有看懂这一问怎样接着上一问，请把问题写完整。", "It is not clear how this goes on from the question before; please ask it in full.")
        return replace(alone, assumed=planned.assumed)

    def _stands_in_texts(self, question: str, planned: Plan, catalogue: Catalogue) -> bool:
        """Whether words that the rules do not know are quoted from a report: no model knows better."""
        if planned.query is None or planned.query.subject != "passages":
            return False
        with self._store.reading() as reading:
            return tell.answer(self._store, reading, question, planned, catalogue)[0].status == "answered"

    def _worded(self, answer: Answer) -> Answer:
        """By the language model, where that is set; else plainly."""
        if self._model is None or not self._store.settings.llm_words:
            return answer
        from assistant.prose import worded

        return _told_how(worded(self._model, answer))

    def anew(self, answer: Answer) -> Answer:
        """The same question on the values as they stand now; the conversation goes on from where it is."""
        if isinstance(answer.planned, tuple):
            return together(answer.question, [self.anew(part) for part in answer.planned])
        with self._store.reading() as reading:
            again = tell.answer(self._store, reading, answer.question, answer.planned, self.catalogue(reading))[0]
        return _signed(again, answer.planned)

    def decisions(self) -> int:
        """The number of the last decision of a person: where it is another, answers may be."""
        from index.decisions import last_decision

        with self._store.reading() as reading:
            return last_decision(reading)

    def rerun(self, query: Query, session: str | None = None, language: Literal["zh", "en"] = "zh") -> Answer:
        """A query that a person changed by hand, within a conversation: what is asked next goes on from it, where a frame can
        say the same; else it stands by itself."""
        talk, planned = self._sessions.of(session), Plan(query)
        planned.frame.language = language
        with self._store.reading() as reading:
            catalogue = self.catalogue(reading)
            answer, focus, units = tell.answer(self._store, reading, "", planned, catalogue)
        frame = as_frame(talk.last, query) if talk.last else None
        if frame is not None and says_the_same(compose(deepcopy(frame), catalogue).query, query):
            remember(talk, frame, focus, units)
        else:
            remember_planned(talk, focus, units)
        talk.before, talk.by_model = Before(answer.query_text, query), False
        return _signed(answer, planned)

    def take_up(self, session: str, questions: Sequence[str], query: Query, language: Literal["zh", "en"]) -> None:
        """A conversation of before goes on in this one: its questions in order, the last of them answered by that query. By the
        rules alone: what only a model or a person's hand made of a question stands for itself."""
        talk = self._sessions.of(session)
        for question in questions:
            with self._store.reading() as reading:
                catalogue = self.catalogue(reading)
                planned = plan(question, catalogue, talk)
                if planned.query is None:
                    continue
                _, focus, units = tell.answer(self._store, reading, question, planned, catalogue)
            remember(talk, planned.frame, focus, units)
            talk.before = Before(question, planned.query)
        if not says_the_same(talk.before.query if talk.before else None, query):
            self.rerun(query, session, language)

    def scope(self, session: str, language: str) -> list[Standing]:
        """What a question that does not say it will take over from the conversation."""
        return standing(self._sessions.of(session).last, language)

    def drop(self, session: str, slot: str) -> None:
        """Take nothing of this kind over."""
        talk = self._sessions.of(session)
        talk.last, talk.base = dropped(talk.last, slot), dropped(talk.base, slot)
        talk.focus = () if slot == "reports" else talk.focus

    def run(self, query: Query, question: str = "", language: Literal["zh", "en"] | None = None) -> Answer:
        """Answer a query as it stands: one that was shown, changed by a person, or planned elsewhere."""
        planned = Plan(query)
        planned.frame.language = language or language_of(question)
        with self._store.reading() as reading:
            return tell.answer(self._store, reading, question, planned, self.catalogue(reading))[0]

    def suggestions(self, language: str = "zh", document: str | None = None) -> list[str]:
        """Questions that work on this store."""
        with self._store.reading() as reading:
            return suggesting.suggestions(self.catalogue(reading), language, document)

    def forget(self, session: str) -> None:
        """End a conversation: the next question stands by itself."""
        self._sessions.forget(session)

    def catalogue(self, reading: Session) -> Catalogue:
        now = signature(reading)
        if self._names is None or self._names[0] != now:
            self._names = (now, read(reading))
        return self._names[1]


def _model(store: Store) -> LanguageModel | None:
    """The one that is set, if any."""
    options = store.settings.language_model
    if options is None:
        return None
    from extractors.language_model import LanguageModel

    return LanguageModel(options)


def _signed(answer: Answer, planned: Plan) -> Answer:
    """With what it was told from, and who planned it."""
    answer.planned, answer.planned_by = planned, planned.by or "rules"
    return _told_how(answer)


def _told_how(answer: Answer) -> Answer:
    """Say what a language model had to do with it."""
    said = []
    if by := answer.planned_by.partition(":")[2]:
        said.append(Said(f"问题由语言模型 {by} 理解并逐项核对，数值取自记录。", f"The language model {by} read the question, which was then checked; the values come from the records."))
    if by := answer.worded_by.partition(":")[2]:
        said.append(Said(f"语句由语言模型 {by} 连接，数值和名称由程序填入。", f"The language model {by} joined the sentence; values and names were put in by the program."))
    answer.how = (" " if answer.language == "en" else "").join(s.say(answer.language) for s in said)
    return answer
