"""The notes and refusals of an import, grouped by rule: how many rows met it, and the first of them."""

from collections.abc import Collection
from dataclasses import dataclass, field

FIRST = 5
"""Rows that a group names: enough to see the kind. All of them are in the list of rows."""


@dataclass(frozen=True, slots=True)
class NotedRow:
    """A row is named by its line in the file, its code and its name, the latter two as far as they could be read."""

    line: int
    code: str | None
    name: str | None
    column: str
    detail: str


@dataclass(slots=True)
class RuleGroup:
    """`refuses` says that the rows are refused. `act` says that an officer should look at the rows; what only records a
    normalisation needs no look."""

    rule: str
    refuses: bool
    act: bool
    rows: int = 0
    occurrences: int = 0
    first: list[NotedRow] = field(default_factory=list)


class RuleGroups:
    """`recorded_only` are the rules whose notes need no look."""

    def __init__(self, recorded_only: Collection[str]) -> None:
        self._recorded_only = frozenset(recorded_only)
        self._groups: dict[tuple[str, bool], RuleGroup] = {}
        self._last_line: dict[tuple[str, bool], int] = {}

    def add(self, rule: str, row: NotedRow, occurrences: int = 1, *, refuses: bool) -> None:
        """The rows come in the order of the file: one row may meet a rule in several columns."""
        key = (rule, refuses)
        act = refuses or rule not in self._recorded_only
        group = self._groups.setdefault(key, RuleGroup(rule, refuses, act))
        group.occurrences += occurrences
        if self._last_line.get(key) != row.line:
            self._last_line[key] = row.line
            group.rows += 1
            if group.rows <= FIRST:
                group.first.append(row)

    def all(self) -> list[RuleGroup]:
        """Refusals first, then what an officer should look at; the most frequent rule of each first."""
        return sorted(self._groups.values(), key=lambda group: (not group.refuses, not group.act, -group.rows))


def described(group: RuleGroup) -> list[str]:
    """The group as lines of text: its counts, and its first rows where somebody should look at them."""
    outcome = "refused" if group.refuses else "note"
    head = f"{outcome} {group.rule}: {group.rows} rows, {group.occurrences} occurrences"
    if not group.act:
        return [head]
    rows = [
        f"  line {row.line}: {row.code or '?'} {(row.name or '')[:60]!r}: {row.column}: {row.detail[:200]}"
        for row in group.first
    ]
    more = [f"  … and {group.rows - len(rows)} more rows"] if group.rows > len(rows) else []
    return [head, *rows, *more]
