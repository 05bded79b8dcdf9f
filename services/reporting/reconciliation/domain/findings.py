"""What a reconciliation has found: rows that do not fit the rules, and how counts compare with those of the sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from reporting.reconciliation.domain.rules import RULE_WORDINGS, ReconciliationRule

SOURCES = ("procedures", "online_services")
"""The services that are asked for their own counts."""
SOURCE_FIGURES = (
    "decisions",
    "late_decisions",
    "introduced",
    "changed",
    "repealed",
    "declared_online",
    "processes",
    "online_full",
    "online_partial",
    "dossiers_received",
    "dossiers_open",
)
"""The figures that sources count too. What a source states beside them is left alone."""


class RuleFinding(NamedTuple):
    """`misfits` is how many rows do not fit the rule."""

    rule: ReconciliationRule
    misfits: int


class CountState(StrEnum):
    """How a count compares with that of its source. It is lagging where either has counted events that the other has
    not: that is no error."""

    AGREES = "agrees"
    DIFFERS = "differs"
    LAGGING = "lagging"


class ComparedCount(NamedTuple):
    source: str
    figure: str
    ours: int
    own: int
    state: CountState


@dataclass(frozen=True, slots=True)
class StatedCounts:
    """What a source has stated, with the last sequence of each shard of its stream. `changed` are the figures that
    events after those that are applied here may have changed."""

    source: str
    sequences: Mapping[int, int]
    values: Mapping[str, int]
    changed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Findings:
    """`not_compared` are the sources that were not asked, or did not answer in time or as agreed: nothing is known of
    their counts, which is no error either."""

    rules: tuple[RuleFinding, ...]
    counts: tuple[ComparedCount, ...] = ()
    not_compared: tuple[str, ...] = SOURCES

    @property
    def errors(self) -> tuple[str, ...]:
        broken = [
            f"{finding.misfits} rows do not fit {finding.rule}: {RULE_WORDINGS[finding.rule].en}"
            for finding in self.rules
            if finding.misfits
        ]
        differing = [
            f"{count.source} counts {count.own} {count.figure}, and here are {count.ours}"
            for count in self.counts
            if count.state is CountState.DIFFERS
        ]
        return (*broken, *differing)


def compared(ours: Mapping[str, int], applied: Mapping[int, int], stated: StatedCounts) -> list[ComparedCount]:
    """Compares at the sequences of its shards that are `applied` here: a count is the source's own one there if no
    later event may have changed it, and if the source has not fewer events, as a restored one has."""
    behind = any(stated.sequences.get(shard, 0) < sequence for shard, sequence in applied.items())
    return [
        ComparedCount(
            stated.source,
            figure,
            ours[figure],
            own,
            _state(ours[figure] == own, lagging=behind or figure in stated.changed),
        )
        for figure, own in stated.values.items()
        if figure in ours
    ]


def _state(equal: bool, *, lagging: bool) -> CountState:
    if lagging:
        return CountState.LAGGING
    return CountState.AGREES if equal else CountState.DIFFERS
