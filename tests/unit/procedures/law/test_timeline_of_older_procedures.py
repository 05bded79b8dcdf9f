"""The timeline of a procedure that existed before anything of it was recorded."""

import pytest

from procedures.law.domain.refusals import PredecessorRecorded, ProcedureNotInForce
from procedures.law.domain.timeline import Timeline
from tests.support.decisions import code, day, ground, heading

CODE, OTHER = code(1), code(2)
NOTHING = Timeline(CODE)
ENDED = Timeline(CODE, ended_on=day(20))


def recorded(on: int) -> Timeline:
    return Timeline(CODE, NOTHING.introduce(day(on), heading(), ground(1)).periods, 1)


@pytest.mark.parametrize("method", ["amend", "replace"])
def test_the_history_begins_with_the_first_change_that_is_recorded(method: str) -> None:
    change = getattr(NOTHING, method)(day(5), heading(), ground(1), predecessor_unrecorded=True)
    (period,) = change.periods
    assert (period.effective_from, period.effective_to, period.version) == (day(5), None, 1)
    assert (change.predecessor_unrecorded, change.succeeded_period) == (True, None)


def test_an_end_leaves_no_period_and_has_the_stated_heading() -> None:
    stated = heading("Cấp lại")
    for change in (
        NOTHING.repeal(day(5), ground(1), stated),
        NOTHING.supersede(day(5), OTHER, ground(1), stated),
    ):
        assert (change.periods, change.heading, change.predecessor_unrecorded) == ((), stated, True)


def test_without_the_statement_nothing_begins() -> None:
    for act in (
        lambda: NOTHING.amend(day(5), heading(), ground(1)),
        lambda: NOTHING.replace(day(5), heading(), ground(1)),
        lambda: NOTHING.repeal(day(5), ground(1)),
        lambda: NOTHING.supersede(day(5), OTHER, ground(1)),
    ):
        with pytest.raises(ProcedureNotInForce, match="predecessor_unrecorded"):
            act()


@pytest.mark.parametrize("on", [5, 6, 100])
def test_a_version_that_began_earlier_is_a_recorded_predecessor_also_after_its_end(on: int) -> None:
    in_force = recorded(5)
    ended = Timeline(CODE, in_force.repeal(day(6), ground(2)).periods, 1)
    for timeline in (in_force, ended):
        with pytest.raises(PredecessorRecorded):
            timeline.amend(day(on), heading(), ground(3), predecessor_unrecorded=True)
        with pytest.raises(PredecessorRecorded):
            timeline.repeal(day(on), ground(3), heading())


def test_an_older_decision_entered_later_lasts_until_the_first_recorded_version() -> None:
    change = recorded(20).amend(day(5), heading(), ground(2), predecessor_unrecorded=True)
    assert [(period.effective_from, period.effective_to, period.under_review) for period in change.periods] == [
        (day(5), day(20), False),
        (day(20), None, True),
    ]


def test_an_older_decision_entered_later_lasts_until_the_recorded_end() -> None:
    amended = ENDED.amend(day(5), heading(), ground(2), predecessor_unrecorded=True)
    introduced = ENDED.introduce(day(5), heading(), ground(2))
    for change in (amended, introduced):
        assert [(period.effective_from, period.effective_to) for period in change.periods] == [(day(5), day(20))]


@pytest.mark.parametrize("on", [20, 21])
def test_from_the_recorded_end_on_only_an_introduction_is_possible(on: int) -> None:
    with pytest.raises(ProcedureNotInForce):
        ENDED.amend(day(on), heading(), ground(2), predecessor_unrecorded=True)
    with pytest.raises(ProcedureNotInForce):
        ENDED.repeal(day(on), ground(2), heading())
    (period,) = ENDED.introduce(day(on), heading(), ground(2)).periods
    assert (period.effective_from, period.effective_to) == (day(on), None)
