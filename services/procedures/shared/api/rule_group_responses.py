"""The notes and refusals of an import by rule, as JSON."""

from collections.abc import Iterable

from pydantic import BaseModel

from procedures.shared.domain.rule_groups import RuleGroup


class NotedRowOut(BaseModel):
    """`line`, `code` and `name` identify the row, the latter two as far as they could be read."""

    line: int
    code: str | None
    name: str | None
    column: str
    detail: str


class RuleGroupOut(BaseModel):
    """`rule` is one of docs/imports.md, or the type of a problem. `refuses` says that the rows are refused, `act` that
    an officer should look at them; `first` names the first rows."""

    rule: str
    refuses: bool
    act: bool
    rows: int
    occurrences: int
    first: list[NotedRowOut]


def groups_out(groups: Iterable[RuleGroup]) -> list[RuleGroupOut]:
    return [RuleGroupOut.model_validate(group, from_attributes=True) for group in groups]
