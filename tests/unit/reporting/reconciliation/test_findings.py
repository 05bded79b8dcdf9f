"""How a count compares with that of its source."""

import pytest

from reporting.reconciliation.domain.findings import CountState, Findings, RuleFinding, StatedCounts, compared
from reporting.reconciliation.domain.rules import ReconciliationRule

HERE = {0: 5, 1: 7}


def stated(*sequences: int, changed: frozenset[str] = frozenset()) -> StatedCounts:
    return StatedCounts("online_services", dict(enumerate(sequences)), {"dossiers_open": 3, "unknown": 1}, changed)


@pytest.mark.parametrize(
    ("counts", "ours", "state"),
    [
        (stated(5, 7), 3, CountState.AGREES),
        (stated(5, 7), 4, CountState.DIFFERS),
        (stated(6, 9), 4, CountState.DIFFERS),
        (stated(6, 9, changed=frozenset({"dossiers_open"})), 4, CountState.LAGGING),
        (stated(6, 9, changed=frozenset({"dossiers_open"})), 3, CountState.LAGGING),
        (stated(5, 6), 3, CountState.LAGGING),
        (stated(5), 4, CountState.LAGGING),
    ],
)
def test_counts_are_compared_at_one_position_only(counts: StatedCounts, ours: int, state: CountState) -> None:
    (count,) = compared({"dossiers_open": ours}, HERE, counts)
    assert (count.figure, count.ours, count.own, count.state) == ("dossiers_open", ours, 3, state)


def test_only_misfits_and_differences_are_errors() -> None:
    rules = (RuleFinding(ReconciliationRule.TASKS_TOTAL, 0), RuleFinding(ReconciliationRule.LEVELS_TOTAL, 2))
    lagging = stated(5, 7, changed=frozenset({"dossiers_open"}))
    assert Findings(rules[:1], tuple(compared({"dossiers_open": 1}, HERE, lagging))).errors == ()
    found = Findings(rules, tuple(compared({"dossiers_open": 1}, HERE, stated(5, 7)))).errors
    assert found == (
        "2 rows do not fit levels_total: the administrative levels add up to the total",
        "online_services counts 3 dossiers_open, and here are 1",
    )
