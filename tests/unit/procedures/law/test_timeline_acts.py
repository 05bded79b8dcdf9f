"""The effect of each method on the timeline of a procedure."""

import pytest

from procedures.law.domain.periods import Period
from procedures.law.domain.references import ItemKind
from procedures.law.domain.refusals import ProcedureAlreadyInForce, ProcedureNotInForce
from procedures.law.domain.timeline import Timeline
from tests.support.decisions import code, day, ground, heading

CODE, OTHER = code(1), code(2)
FIRST, SECOND, THIRD = heading("một"), heading("hai"), heading("ba")


def spans(timeline_or_periods: Timeline | tuple[Period, ...]) -> list[tuple[object, ...]]:
    periods = timeline_or_periods.periods if isinstance(timeline_or_periods, Timeline) else timeline_or_periods
    return [(period.effective_from, period.effective_to, period.version, period.under_review) for period in periods]


def introduced(on: int = 0) -> Timeline:
    return Timeline(CODE, Timeline(CODE).introduce(day(on), FIRST, ground(1)).periods, 1)


def two_versions() -> Timeline:
    """Version 1 from day 0, version 2 from day 20."""
    return Timeline(CODE, introduced().amend(day(20), SECOND, ground(2)).periods, 2)


def test_an_introduced_procedure_is_in_force_from_its_effective_date() -> None:
    timeline = introduced(5)
    assert timeline.in_force_on(day(4)) is None
    assert timeline.in_force_on(day(5)) is timeline.in_force_on(day(5000))
    assert spans(timeline) == [(day(5), None, 1, False)]


def test_an_amendment_ends_the_earlier_version_on_its_effective_date() -> None:
    assert spans(two_versions()) == [(day(0), day(20), 1, False), (day(20), None, 2, False)]


def test_a_shortened_period_keeps_its_ground() -> None:
    first, second = two_versions().periods
    assert (first.ground.item, second.ground.item) == (1, 2)


def test_an_amendment_on_the_first_day_of_a_version_cancels_it() -> None:
    change = two_versions().amend(day(20), THIRD, ground(3))
    assert spans(change.periods) == [(day(0), day(20), 1, False), (day(20), None, 3, False)]
    assert [period.version for period in change.cancelled] == [2]


def test_a_version_before_a_later_period_lasts_until_it_and_marks_it_for_review() -> None:
    change = two_versions().amend(day(10), THIRD, ground(3))
    assert spans(change.periods) == [
        (day(0), day(10), 1, False),
        (day(10), day(20), 3, False),
        (day(20), None, 2, True),
    ]
    assert spans(change.closed) == [(day(0), day(20), 1, False), (day(20), None, 2, False)]
    assert spans(change.opened) == [(day(0), day(10), 1, False), (day(10), day(20), 3, False), (day(20), None, 2, True)]
    assert change.cancelled == ()
    created = change.created_period()
    assert created is not None
    assert created.version == 3


def test_only_the_next_period_is_marked_for_review() -> None:
    three = Timeline(CODE, two_versions().amend(day(30), THIRD, ground(3)).periods, 3)
    change = three.amend(day(10), heading("bốn"), ground(4))
    assert [period.under_review for period in change.periods] == [False, False, True, False]


def test_a_period_under_review_is_not_reopened_when_it_is_marked_again() -> None:
    once = Timeline(CODE, two_versions().amend(day(10), THIRD, ground(3)).periods, 3)
    change = once.amend(day(15), heading("bốn"), ground(4))
    assert spans(change.closed) == [(day(10), day(20), 3, False)]


def test_an_amendment_before_a_later_repeal_lasts_until_the_repeal() -> None:
    ending = Timeline(CODE, introduced().repeal(day(20), ground(2)).periods, 1)
    change = ending.amend(day(10), SECOND, ground(3))
    assert spans(change.periods) == [(day(0), day(10), 1, False), (day(10), day(20), 2, False)]


def test_a_repeal_cancels_every_later_period() -> None:
    change = two_versions().repeal(day(10), ground(3))
    assert spans(change.periods) == [(day(0), day(10), 1, False)]
    assert spans(change.cancelled) == [(day(20), None, 2, False)]
    assert change.version is None
    assert change.created_period() is None


def test_a_repeal_on_the_day_of_introduction_leaves_no_period() -> None:
    change = introduced().repeal(day(0), ground(2))
    assert change.periods == ()
    assert [period.version for period in change.cancelled] == [1]


def test_a_repeal_has_the_last_heading_of_the_procedure() -> None:
    assert two_versions().repeal(day(10), ground(3)).heading == FIRST
    assert two_versions().repeal(day(30), ground(3)).heading == SECOND


def test_a_repealed_procedure_can_be_introduced_again_under_its_code() -> None:
    ended = Timeline(CODE, introduced().repeal(day(10), ground(2)).periods, 1)
    change = ended.introduce(day(15), SECOND, ground(3))
    assert spans(change.periods) == [(day(0), day(10), 1, False), (day(15), None, 2, False)]


def test_an_introduction_into_a_gap_lasts_until_the_next_period() -> None:
    ended = Timeline(CODE, introduced().repeal(day(10), ground(2)).periods, 1)
    again = Timeline(CODE, ended.introduce(day(30), SECOND, ground(3)).periods, 2)
    change = again.introduce(day(20), THIRD, ground(4))
    assert spans(change.periods)[1:] == [(day(20), day(30), 3, False), (day(30), None, 2, True)]


def test_a_superseded_procedure_ends_as_by_a_repeal() -> None:
    change = two_versions().supersede(day(10), OTHER, ground(3))
    assert (change.successor_code, spans(change.periods)) == (OTHER, [(day(0), day(10), 1, False)])
    assert [period.version for period in change.cancelled] == [2]


def test_a_replacement_under_the_same_code_creates_a_new_version() -> None:
    change = introduced().replace(day(10), SECOND, ground(2))
    assert (change.successor_code, spans(change.periods)) == (
        None,
        [(day(0), day(10), 1, False), (day(10), None, 2, False)],
    )


def test_a_declaration_changes_no_period() -> None:
    change = two_versions().declare_online(day(10), "full", ground(3))
    assert (change.online_level, change.opened, change.closed) == ("full", (), ())
    assert change.periods == two_versions().periods


def test_a_designation_and_a_confirmation_change_no_period() -> None:
    timeline = two_versions()
    for change in (timeline.designate(day(5), "postal", ground(3)), timeline.confirm(day(5), ground(3))):
        assert (change.periods, change.opened, change.closed, change.version) == (timeline.periods, (), (), None)
        assert change.heading == FIRST


def test_a_standardisation_makes_a_version_as_an_amendment_does() -> None:
    change = two_versions().amend(day(30), THIRD, ground(3), kind=ItemKind.STANDARDISE)
    assert (change.kind, change.version) == (ItemKind.STANDARDISE, 3)


@pytest.mark.parametrize("on", [-1, 25])
def test_only_what_is_in_force_is_designated_or_confirmed(on: int) -> None:
    timeline = Timeline(CODE, two_versions().repeal(day(25), ground(3)).periods, 2)
    with pytest.raises(ProcedureNotInForce):
        timeline.designate(day(on), "postal", ground(4))
    with pytest.raises(ProcedureNotInForce):
        timeline.confirm(day(on), ground(4))


def test_numbers_of_versions_that_were_never_in_force_are_not_reused() -> None:
    repealed_at_once = Timeline(CODE, introduced().repeal(day(0), ground(2)).periods, 1)
    assert repealed_at_once.introduce(day(0), SECOND, ground(3)).version == 2


def test_a_code_in_force_cannot_be_introduced() -> None:
    with pytest.raises(ProcedureAlreadyInForce) as refusal:
        introduced().introduce(day(7), SECOND, ground(4))
    assert refusal.value.facts == {"procedure": CODE, "on": day(7), "item": 4}


@pytest.mark.parametrize("on", [-1, 10, 11])
@pytest.mark.parametrize("method", ["amend", "replace", "supersede", "repeal", "declare_online"])
def test_only_an_introduction_is_possible_while_the_procedure_is_not_in_force(method: str, on: int) -> None:
    ended = Timeline(CODE, introduced().repeal(day(10), ground(2)).periods, 1)
    calls = {
        "amend": lambda: ended.amend(day(on), SECOND, ground(3)),
        "replace": lambda: ended.replace(day(on), SECOND, ground(3)),
        "supersede": lambda: ended.supersede(day(on), OTHER, ground(3)),
        "repeal": lambda: ended.repeal(day(on), ground(3)),
        "declare_online": lambda: ended.declare_online(day(on), "full", ground(3)),
    }
    with pytest.raises(ProcedureNotInForce):
        calls[method]()
