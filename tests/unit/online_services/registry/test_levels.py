"""A history of levels has one level on each day, in whatever order the changes come."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from online_services.registry.domain.levels import LevelHistory, Offer, OnlineLevel, PartialReason

FULL = Offer(OnlineLevel.FULL)
PRESENT = Offer(OnlineLevel.PARTIAL, PartialReason("must_be_present", "Luật Hộ tịch"))
INCIDENT = Offer(OnlineLevel.PARTIAL, PartialReason("technical_incident", "NĐ 224/2026/NĐ-CP"))

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
A_DAY = timedelta(days=1)


def test_a_service_is_offered_from_its_first_day_until_the_day_on_which_it_ends() -> None:
    history = LevelHistory.beginning(FULL, MAY, JUNE)
    assert history.on(MAY - A_DAY) is None
    assert history.on(MAY) == FULL
    assert history.on(JUNE - A_DAY) == FULL
    assert history.on(JUNE) is None


def test_a_change_applies_from_its_day_and_leaves_the_day_before_unchanged() -> None:
    history = LevelHistory.beginning(PRESENT, MAY, None).changed(FULL, JUNE)
    assert history.on(JUNE - A_DAY) == PRESENT
    assert history.on(JUNE) == FULL


def test_a_change_that_arrives_late_applies_until_the_next_change_that_was_decided_before_it() -> None:
    history = LevelHistory.beginning(PRESENT, MAY, None).changed(FULL, JULY).changed(INCIDENT, JUNE)
    assert [(period.effective_from, period.effective_to, period.offer) for period in history.periods] == [
        (MAY, JUNE, PRESENT),
        (JUNE, JULY, INCIDENT),
        (JULY, None, FULL),
    ]


def test_a_change_on_the_day_of_another_replaces_it() -> None:
    history = LevelHistory.beginning(PRESENT, MAY, None).changed(INCIDENT, JUNE).changed(FULL, JUNE)
    assert [period.offer for period in history.periods] == [PRESENT, FULL]


def test_a_change_before_the_first_day_precedes_the_other_levels() -> None:
    history = LevelHistory.beginning(PRESENT, JUNE, JULY).changed(FULL, MAY)
    assert (history.begins, history.ends) == (MAY, JULY)
    assert history.on(MAY) == FULL
    assert history.on(JUNE) == PRESENT


def test_an_end_cuts_its_period_and_cancels_all_later_ones() -> None:
    history = LevelHistory.beginning(PRESENT, MAY, None).changed(FULL, JULY).ended(JUNE)
    assert [(period.effective_from, period.effective_to) for period in history.periods] == [(MAY, JUNE)]
    assert not history.is_offered_from(JUNE)


def test_an_end_on_the_first_day_leaves_an_empty_history() -> None:
    history = LevelHistory.beginning(FULL, JUNE, None).ended(JUNE)
    assert history.periods == ()
    assert history.begins is None
    assert not history.is_offered_from(MAY)


def test_a_service_that_ends_in_the_future_is_still_offered_until_then() -> None:
    history = LevelHistory.beginning(FULL, MAY, None).ended(JULY)
    assert history.is_offered_from(JUNE)
    assert history.on(JULY - A_DAY) == FULL


def test_only_a_change_after_the_day_counts_as_later() -> None:
    history = LevelHistory.beginning(FULL, MAY, None).changed(PRESENT, JUNE)
    assert history.has_later_than(MAY)
    assert not history.has_later_than(JUNE)


def test_offers_differ_by_their_reason_but_not_by_their_decision() -> None:
    assert PRESENT.is_same_as(Offer(OnlineLevel.PARTIAL, PRESENT.reason))
    assert not PRESENT.is_same_as(INCIDENT)


days = st.integers(0, 40).map(lambda number: MAY + number * A_DAY)
offers = st.sampled_from([FULL, PRESENT, INCIDENT])


@given(offers, days, st.none() | days, st.lists(st.tuples(offers, days)))
def test_periods_are_adjacent_and_the_day_of_the_last_change_has_its_level(
    first: Offer, begin: date, length: date | None, changes: list[tuple[Offer, date]]
) -> None:
    end = None if length is None else begin + (length - MAY) + A_DAY
    history = LevelHistory.beginning(first, begin, end)
    for offer, day in changes:
        if not history.is_offered_from(day):
            continue
        before = {MAY + number * A_DAY: history.on(MAY + number * A_DAY) for number in range(90)}
        history = history.changed(offer, day)
        assert history.on(day) == offer
        assert all(history.on(other) == present for other, present in before.items() if other < day)
    assert history.ends == end
    for earlier, later in zip(history.periods, history.periods[1:], strict=False):
        assert earlier.effective_to == later.effective_from
    assert all(period.effective_to is None or period.effective_from < period.effective_to for period in history.periods)
