"""A query becomes SQL, and its rows: only reports that count, each project once. Reads the store; decides no wording."""

from assistant.execute.records import Record
from assistant.execute.running import Group, Result, run
from assistant.execute.statement import DEPARTMENT_FORMS, PROJECT_FORMS, SAME, names_form, predicate

__all__ = ["DEPARTMENT_FORMS", "PROJECT_FORMS", "SAME", "Group", "Record", "Result", "names_form", "predicate", "run"]
