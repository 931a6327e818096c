"""What a form most likely prints and none was read of: put up for review, so that a label nobody knows loses nothing unseen.

Nothing is read here. A field counts as lacking where it is empty and an unknown label speaks of such a thing, its own label stands
there without a place for a value, or no form does without it.
"""

from __future__ import annotations

from extractors.interpret.draft import Draft
from extractors.interpret.titles import OF_DEPARTMENT

SENTENCE = 12  # letters of a text, at the least


def tell(draft: Draft) -> None:
    assert draft.form_type
    unknown = [label.text for label, _ in draft.labels.values() if label.stands == "head" and label.taken_for is None]
    alike = {name for name, pattern in draft.words.alike for text in unknown if pattern.search(text)}
    alike |= draft.unanswered
    if any(draft.words.head.field(label) == "long_term_goal" for label, _, _ in draft.other):
        alike.add("annual_goal")  # the only goal that the form prints may be the year's too
    if any(label in unknown and len(value) >= SENTENCE for label, value, _ in draft.other):
        alike |= {"annual_goal", "actual_completion"}  # what is told at length may be either
    if draft.form_type.of_department:
        alike -= {"project_lead", "project_category", "project_attribute"}
        alike -= {"project_name"} if OF_DEPARTMENT.search(draft.title) else set()
        if not any(draft.values.get(name) for name in ("competent_department", "implementing_unit")):
            alike.add("prepared_by")
    else:
        alike.add("project_name")
    if not draft.form_type.judged:
        alike -= {"actual_completion", "conclusion", "total_score"}
    draft.review |= {name for name in alike if draft.values.get(name) is None}
    if draft.fiscal_year is None:
        draft.review.add("fiscal_year")
