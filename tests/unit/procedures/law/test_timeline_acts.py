"""What each act does to one procedure's timeline."""

import pytest

from procedures.law.domain.periods import Period
from procedures.law.domain.refusals import ProcedureAlreadyInForce, ProcedureNotInForce
from procedures.law.domain.timeline import Timeline
from tests.support.decisions import code, day, ground, heading

CODE, OTHER = code(1), code(2)
FIRST, SECOND, THIRD = heading("một"), heading("hai"), heading("ba")


def spans(timeline_or_periods: Timeline | tuple[Period, ...]) -> list[tuple[object, ...]]:
    periods = timeline_or_periods.periods if isinstance(timeline_or_periods, Timeline) else timeline_or_periods
    return [(one.effective_from, one.effective_to, one.version, one.under_review) for one in periods]


def introduced(on: int = 0) -> Timeline:
    return Timeline(CODE, Timeline(CODE).introduce(day(on), FIRST, ground(1)).periods, 1)


def two_versions() -> Timeline:
    """Version 1 from day 0, version 2 from day 20."""
    return Timeline(CODE, introduced().amend(day(20), SECOND, ground(2)).periods, 2)


def test_an_introduced_procedure_is_in_force_from_its_day_on_and_not_before() -> None:
    timeline = introduced(5)
    assert timeline.in_force_on(day(4)) is None
    assert timeline.in_force_on(day(5)) is timeline.in_force_on(day(5000))
    assert spans(timeline) == [(day(5), None, 1, False)]


def test_an_amendment_ends_the_version_before_it_on_its_own_day() -> None:
    assert spans(two_versions()) == [(day(0), day(20), 1, False), (day(20), None, 2, False)]


def test_the_shortened_period_keeps_the_decision_that_made_its_version_law() -> None:
    first, second = two_versions().periods
    assert (first.ground.item, second.ground.item) == (1, 2)


def test_an_amendment_on_the_very_day_of_a_version_takes_its_place_entirely() -> None:
    change = two_versions().amend(day(20), THIRD, ground(3))
    assert spans(change.periods) == [(day(0), day(20), 1, False), (day(20), None, 3, False)]
    assert [period.version for period in change.cancelled] == [2]


def test_what_comes_before_a_decided_period_holds_until_it_and_marks_it_for_review() -> None:
    change = two_versions().amend(day(10), THIRD, ground(3))
    assert spans(change.periods) == [
        (day(0), day(10), 1, False),
        (day(10), day(20), 3, False),
        (day(20), None, 2, True),
    ]
    assert spans(change.closed) == [(day(0), day(20), 1, False), (day(20), None, 2, False)]
    assert spans(change.opened) == [(day(0), day(10), 1, False), (day(10), day(20), 3, False), (day(20), None, 2, True)]
    assert change.cancelled == ()
    made = change.created_period()
    assert made is not None
    assert made.version == 3


def test_only_the_next_period_is_marked_for_review() -> None:
    three = Timeline(CODE, two_versions().amend(day(30), THIRD, ground(3)).periods, 3)
    change = three.amend(day(10), heading("bốn"), ground(4))
    assert [period.under_review for period in change.periods] == [False, False, True, False]


def test_a_period_under_review_is_not_recorded_anew_when_it_is_marked_again() -> None:
    once = Timeline(CODE, two_versions().amend(day(10), THIRD, ground(3)).periods, 3)
    change = once.amend(day(15), heading("bốn"), ground(4))
    assert spans(change.closed) == [(day(10), day(20), 3, False)]


def test_an_amendment_before_a_decided_repeal_holds_until_the_repeal() -> None:
    ending = Timeline(CODE, introduced().repeal(day(20), ground(2)).periods, 1)
    change = ending.amend(day(10), SECOND, ground(3))
    assert spans(change.periods) == [(day(0), day(10), 1, False), (day(10), day(20), 2, False)]


def test_a_repeal_cancels_every_later_period_and_says_which() -> None:
    change = two_versions().repeal(day(10), ground(3))
    assert spans(change.periods) == [(day(0), day(10), 1, False)]
    assert spans(change.cancelled) == [(day(20), None, 2, False)]
    assert change.version is None
    assert change.created_period() is None


def test_a_repeal_on_the_day_of_introduction_leaves_nothing() -> None:
    change = introduced().repeal(day(0), ground(2))
    assert change.periods == ()
    assert [period.version for period in change.cancelled] == [1]


def test_a_repeal_tells_what_the_procedure_was() -> None:
    assert two_versions().repeal(day(10), ground(3)).heading == FIRST
    assert two_versions().repeal(day(30), ground(3)).heading == SECOND


def test_a_repealed_procedure_can_be_introduced_again_under_its_code() -> None:
    ended = Timeline(CODE, introduced().repeal(day(10), ground(2)).periods, 1)
    change = ended.introduce(day(15), SECOND, ground(3))
    assert spans(change.periods) == [(day(0), day(10), 1, False), (day(15), None, 2, False)]


def test_an_introduction_into_a_gap_holds_until_the_period_after_it() -> None:
    ended = Timeline(CODE, introduced().repeal(day(10), ground(2)).periods, 1)
    again = Timeline(CODE, ended.introduce(day(30), SECOND, ground(3)).periods, 2)
    change = again.introduce(day(20), THIRD, ground(4))
    assert spans(change.periods)[1:] == [(day(20), day(30), 3, False), (day(30), None, 2, True)]


def test_a_replacement_by_another_code_ends_this_one_like_a_repeal() -> None:
    change = two_versions().supersede(day(10), OTHER, ground(3))
    assert (change.successor_code, spans(change.periods)) == (OTHER, [(day(0), day(10), 1, False)])
    assert [period.version for period in change.cancelled] == [2]


def test_a_replacement_under_the_same_code_goes_on_with_a_new_version() -> None:
    change = introduced().replace(day(10), SECOND, ground(2))
    assert (change.successor_code, spans(change.periods)) == (
        None,
        [(day(0), day(10), 1, False), (day(10), None, 2, False)],
    )


def test_a_declaration_changes_no_period() -> None:
    change = two_versions().declare_online(day(10), "full", ground(3))
    assert (change.online_level, change.opened, change.closed) == ("full", (), ())
    assert change.periods == two_versions().periods


def test_versions_are_numbered_on_although_earlier_ones_never_became_law() -> None:
    never = Timeline(CODE, introduced().repeal(day(0), ground(2)).periods, 1)
    assert never.introduce(day(0), SECOND, ground(3)).version == 2


def test_a_code_in_force_cannot_be_introduced() -> None:
    with pytest.raises(ProcedureAlreadyInForce) as refused:
        introduced().introduce(day(7), SECOND, ground(4))
    assert refused.value.facts == {"procedure": CODE, "on": day(7), "item": 4}


@pytest.mark.parametrize("on", [-1, 10, 11])
@pytest.mark.parametrize("act", ["amend", "replace", "supersede", "repeal", "declare_online"])
def test_nothing_but_an_introduction_touches_what_is_not_in_force_on_that_day(act: str, on: int) -> None:
    ended = Timeline(CODE, introduced().repeal(day(10), ground(2)).periods, 1)
    acts = {
        "amend": lambda: ended.amend(day(on), SECOND, ground(3)),
        "replace": lambda: ended.replace(day(on), SECOND, ground(3)),
        "supersede": lambda: ended.supersede(day(on), OTHER, ground(3)),
        "repeal": lambda: ended.repeal(day(on), ground(3)),
        "declare_online": lambda: ended.declare_online(day(on), "full", ground(3)),
    }
    with pytest.raises(ProcedureNotInForce):
        acts[act]()
