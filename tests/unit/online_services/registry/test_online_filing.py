"""May a dossier be filed online, at which level, from when: decided from the law and the services of a procedure."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from online_services.law.domain.procedure import Agency, InForce, Procedure
from online_services.registry.domain.levels import (
    ALLOWS_FILING,
    LevelHistory,
    LevelPeriod,
    Offer,
    OnlineLevel,
    PartialReason,
)
from online_services.registry.domain.online_filing import Obstacle, obstacle_of_level, online_filing
from online_services.registry.domain.online_service import OnlineService

FIRST = date(2026, 1, 1)
JUNE, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)
AGENCY = Agency("H60.01", "Sở Tư pháp")
FULL, PARTIAL = Offer(OnlineLevel.FULL), Offer(OnlineLevel.PARTIAL, PartialReason("must_be_present", "Điều 15"))


def procedure(begin: date = FIRST, end: date | None = None) -> Procedure:
    return Procedure("1.000101", AGENCY, (InForce(begin, end, "Khai sinh", ("commune",)),))


def service(*levels: LevelPeriod, paused_from: date | None = None) -> OnlineService:
    return OnlineService(
        "s", "1.000101", "Khai sinh", AGENCY, ("commune",), LevelHistory(levels), paused_from=paused_from
    )


def test_it_may_be_filed_at_the_level_of_the_day_until_the_service_ends() -> None:
    changing = service(LevelPeriod(FIRST, JULY, PARTIAL), LevelPeriod(JULY, AUGUST, FULL))
    filing = online_filing(JUNE, procedure(end=AUGUST), [changing], content_is_here=True)
    assert (filing.obstacle, filing.offer, filing.offered_from, filing.ends) == (None, PARTIAL, FIRST, AUGUST)
    assert online_filing(JULY, procedure(end=AUGUST), [changing], content_is_here=True).offer == FULL


def test_a_pause_counts_from_its_day_and_is_announced_before() -> None:
    paused = service(LevelPeriod(FIRST, None, FULL), paused_from=JULY)
    before = online_filing(JUNE, procedure(), [paused], content_is_here=True)
    assert (before.obstacle, before.ends) == (None, JULY)
    since = online_filing(JULY, procedure(), [paused], content_is_here=True)
    assert (since.obstacle, since.offer, since.ends) == (Obstacle.REVIEW_PENDING, FULL, None)


@pytest.mark.parametrize(
    ("law", "obstacle", "begins"),
    [(procedure(), Obstacle.NOT_OFFERED, JULY), (procedure(begin=JULY), Obstacle.NOT_IN_FORCE, JULY)],
)
def test_a_later_beginning_is_stated(law: Procedure, obstacle: Obstacle, begins: date) -> None:
    later = service(LevelPeriod(JULY, None, FULL))
    filing = online_filing(JUNE, law, [later], content_is_here=True)
    assert (filing.obstacle, filing.offer, filing.begins) == (obstacle, None, begins)
    paused = replace(later, paused_from=JUNE)
    assert online_filing(JUNE, law, [paused], content_is_here=True).begins is None


def test_nothing_is_filed_under_a_content_that_is_not_here() -> None:
    filing = online_filing(JUNE, procedure(), [service(LevelPeriod(FIRST, None, FULL))], content_is_here=False)
    assert (filing.obstacle, filing.offer) == (Obstacle.CONTENT_NOT_HERE_YET, FULL)


@pytest.mark.parametrize("level", [OnlineLevel.INFORMATION_ONLY, OnlineLevel.UNDETERMINED])
def test_nothing_is_filed_at_a_level_that_allows_none_until_one_does(level: OnlineLevel) -> None:
    changing = service(LevelPeriod(FIRST, JULY, Offer(level)), LevelPeriod(JULY, None, PARTIAL))
    filing = online_filing(JUNE, procedure(), [changing], content_is_here=True)
    assert (filing.obstacle, filing.offer, filing.begins) == (Obstacle(level), Offer(level), JULY)


def test_filing_ends_where_the_level_allows_none_any_more_and_not_where_it_changes() -> None:
    described = Offer(OnlineLevel.INFORMATION_ONLY)
    changing = service(
        LevelPeriod(FIRST, JUNE, PARTIAL), LevelPeriod(JUNE, JULY, FULL), LevelPeriod(JULY, None, described)
    )
    filing = online_filing(FIRST, procedure(), [changing], content_is_here=True)
    assert (filing.obstacle, filing.offer, filing.ends) == (None, PARTIAL, JULY)
    later = online_filing(date(2025, 1, 1), procedure(begin=date(2024, 1, 1)), [changing], content_is_here=True)
    assert later.begins == FIRST, "not the day from which it is only described"


def test_each_level_that_allows_no_filing_has_an_obstacle_of_its_own() -> None:
    assert {level: obstacle_of_level(level) is None for level in OnlineLevel} == ALLOWS_FILING


DAYS = st.integers(0, 30).map(lambda day: FIRST + timedelta(days=day))


@given(
    on=DAYS,
    law=st.tuples(DAYS, DAYS),
    offered=st.tuples(DAYS, DAYS),
    paused=st.none() | DAYS,
    here=st.booleans(),
    level=st.sampled_from(OnlineLevel),
)
def test_it_may_be_filed_exactly_where_every_condition_holds(
    on: date, law: tuple[date, date], offered: tuple[date, date], paused: date | None, here: bool, level: OnlineLevel
) -> None:
    def span(days: tuple[date, date]) -> tuple[date, date]:
        return min(days), max(days) + timedelta(days=1)

    (begin, end), (first, last) = span(law), span(offered)
    offered_service = service(LevelPeriod(first, last, Offer(level)), paused_from=paused)
    filing = online_filing(on, procedure(begin, end), [offered_service], content_is_here=here)
    allowed = begin <= on < end and first <= on < last and here and not (paused is not None and paused <= on)
    files = level in (OnlineLevel.FULL, OnlineLevel.PARTIAL)
    assert (filing.obstacle is None) is (allowed and files)
    if filing.ends is not None:
        assert on < filing.ends <= last
