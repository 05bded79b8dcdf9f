"""What was cut between two days: exact, compared only within the same case, channel and unit, and the rest counted
beside it."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procedures.law.domain.contents import AgencyInRole, Content, Role
from procedures.law.domain.papers import Data, EarlierResult, Paper, PapersOfCase
from procedures.law.domain.submission_channels import Channel, TimeLimit
from procedures.reviews.domain.simplification import (
    Course,
    Grouping,
    Measure,
    Share,
    Target,
    TargetResult,
    papers,
    processing_time,
    results,
    total,
)
from tests.support.contents import contents

sampled = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
BROUGHT = Paper(None, "Tờ khai")
READ = Paper(None, "Giấy tờ tùy thân", replaced_by_data=Data("population", ("full_name",)))
GRANTED = Paper(None, "Bản đã cấp", replaced_by_result=EarlierResult("KQ.1"))


def content(*limits: tuple[str, str | None, str, str], **parts: Any) -> Content:
    """Each limit as channel, case, unit and amount."""
    channels = tuple(
        Channel(channel, (TimeLimit(Decimal(amount), unit, case),)) for channel, case, unit, amount in limits
    )
    return Content("Thủ tục", "A", "H60.01", ("province",), channels=channels, **parts)


def asking(**cases: int) -> Content:
    """`all` stands for all cases."""
    return content(
        papers=tuple(PapersOfCase(None if case == "all" else case, (BROUGHT,) * n) for case, n in cases.items())
    )


def time(before: Content, after: Content | None) -> dict[str | None, tuple[Decimal, Decimal, int]]:
    shares = total(processing_time(Course("1.000001", before, after)))
    return {unit: (share.cut, share.of, share.not_comparable) for unit, share in shares.items()}


DIRECT = ("direct", None, "working_day")


def test_a_time_is_compared_within_its_channel_case_and_unit_and_counted_beside_otherwise() -> None:
    before = content((*DIRECT, "10"))
    assert time(before, content((*DIRECT, "7"))) == {"working_day": (3, 10, 0)}
    assert time(before, content((*DIRECT, "12"))) == {"working_day": (-2, 10, 0)}
    assert time(before, content(("online", None, "working_day", "7"))) == {"working_day": (0, 0, 2)}
    assert time(before, content(("direct", "Phải xác minh", "working_day", "7"))) == {"working_day": (0, 0, 2)}
    assert time(before, content(("direct", None, "day", "7"))) == {"working_day": (0, 0, 1), "day": (0, 0, 1)}
    assert time(before, content((*DIRECT, "7"), (*DIRECT, "3"))) == {"working_day": (0, 0, 2)}
    assert time(before, None) == {"working_day": (0, 0, 1)}


def test_papers_are_those_that_a_citizen_brings_within_each_case() -> None:
    def cut(before: Content, after: Content | None) -> tuple[Decimal, Decimal, int] | None:
        share = total(papers(Course("1.000001", before, after))).get(None)
        return (share.cut, share.of, share.not_comparable) if share else None

    assert cut(asking(all=4), asking(all=3)) == (1, 4, 0)
    assert cut(asking(all=2), asking()) == (2, 2, 0)
    assert cut(asking(all=2, minor=3), asking(all=2)) == (0, 2, 3)
    assert cut(asking(all=2, minor=3), asking(all=2, minor=1)) == (2, 5, 0)
    replaced = content(papers=(PapersOfCase(None, (BROUGHT, READ, GRANTED)),))
    assert cut(asking(all=3), replaced) == (2, 3, 0)
    assert cut(asking(all=3), None) is None


def target_result(
    measure: Measure, minimum_percent: str, *courses: Course, group_by: Grouping = Grouping.PROCEDURE
) -> TargetResult:
    (found,) = results(courses, [Target(1, measure, Decimal(minimum_percent), "")], group_by)[0].targets
    return found


def course(number: int, before: Content, after: Content | None) -> Course:
    return Course(f"1.{number:06}", before, after)


def test_a_procedure_that_is_gone_or_asks_for_fewer_papers_counts_and_one_that_cannot_be_judged_is_counted_beside() -> (
    None
):
    four = (
        course(1, asking(all=2), None),
        course(2, asking(all=2), asking(all=1)),
        course(3, asking(all=2), asking(all=2)),
        course(4, asking(minor=2), asking(adult=1)),
    )
    found = target_result(Measure.PROCEDURES_OR_PAPERS, "50", *four)
    assert found.shares == (Share(None, Decimal(2), Decimal(4), 1),)
    assert found.met is True
    assert target_result(Measure.PROCEDURES_OR_PAPERS, "50.01", *four).met is False
    assert target_result(Measure.PROCEDURES, "25", *four).shares == (Share(None, Decimal(1), Decimal(4), 0),)


def test_a_target_is_met_in_every_unit_or_not_at_all_and_nothing_compared_is_neither() -> None:
    months = ("post", None, "month")
    both = course(1, content((*DIRECT, "10"), (*months, "2")), content((*DIRECT, "5"), (*months, "2")))
    assert target_result(Measure.PROCESSING_TIME, "30", both).met is False
    assert (
        target_result(Measure.PROCESSING_TIME, "30", course(1, content((*DIRECT, "10")), content((*DIRECT, "7")))).met
        is True
    )
    assert target_result(Measure.PROCESSING_TIME, "30", course(1, content((*DIRECT, "10")), None)).met is None


@pytest.mark.parametrize(
    ("cut", "of", "shown", "met"),
    [
        ("29.99", "100", "29.99", False),
        ("2999.99", "10000", "29.99", False),
        ("30", "100", "30", True),
        ("1", "3", "33.33", True),
        ("-1", "3", "-33.34", False),
    ],
)
def test_a_percentage_is_shown_rounded_down_and_judged_exactly(cut: str, of: str, shown: str, met: bool) -> None:
    share = Share("day", Decimal(cut), Decimal(of))
    assert (share.percent, share.reaches(Decimal(30))) == (Decimal(shown), met)


def test_a_procedure_counts_for_each_who_handles_it_and_each_level_and_once_in_total() -> None:
    agencies = (
        AgencyInRole(Role.EXECUTES, "H60.01"),
        AgencyInRole(Role.EXECUTES, "H60.02"),
        AgencyInRole(Role.COMPETENT, "H60.01"),
        AgencyInRole(Role.COORDINATES, "H60.03"),
        AgencyInRole(Role.EXECUTES, None, "Ủy ban nhân dân cấp xã"),
    )
    shared = Course("1.000001", Content("Một", "A", "H60.09", ("province", "commune"), agencies=agencies), None)
    own = Course("1.000002", Content("Hai", "A", "H60.09", ("province",), agencies=agencies[4:]), None)
    target = [Target(1, Measure.PROCEDURES, Decimal(20), "")]
    for by, expected in (
        (Grouping.AGENCY, {"H60.01": 1, "H60.02": 1, "H60.09": 1}),
        (Grouping.LEVEL, {"province": 2, "commune": 1}),
        (Grouping.PROCEDURE, {"1.000001": 1, "1.000002": 1}),
    ):
        all_together, groups = results([shared, own], target, by)
        assert all_together.procedures == 2
        assert {group.key: group.procedures for group in groups} == expected


amounts = st.integers(1, 100_000).map(lambda hundredths: Decimal(hundredths) / 100)
places = st.tuples(
    st.sampled_from(["direct", "online"]), st.sampled_from([None, "khó"]), st.sampled_from(["day", "hour"])
)
timed = st.lists(st.tuples(places, amounts), max_size=6).map(
    lambda limits: content(*((*place, str(amount)) for place, amount in limits))
)


@sampled
@given(st.lists(st.tuples(timed, st.none() | timed), max_size=5))
def test_times_add_up_as_a_naive_reckoning_by_fractions_says(pairs: list[tuple[Content, Content | None]]) -> None:
    cut: Counter[str] = Counter()
    of: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    for before, after in pairs:
        lists = [
            [(one.channel, one.time_limits[0]) for one in side.channels] if side else [] for side in (before, after)
        ]
        for channel in ("direct", "online"):
            for case in (None, "khó"):
                for unit in ("day", "hour"):
                    old, new = (
                        [
                            Fraction(limit.amount)
                            for where, limit in side
                            if (where, limit.note, limit.unit) == (channel, case, unit)
                        ]
                        for side in lists
                    )
                    if len(old) == 1 and len(new) == 1:
                        cut[unit] += old[0] - new[0]  # type: ignore[assignment]
                        of[unit] += old[0]  # type: ignore[assignment]
                    else:
                        beside[unit] += max(len(old), len(new))
    found = target_result(Measure.PROCESSING_TIME, "30", *(course(n, *pair) for n, pair in enumerate(pairs)))
    for share in found.shares:
        assert share.unit is not None
        assert (Fraction(share.cut), Fraction(share.of), share.not_comparable) == (
            cut[share.unit],
            of[share.unit],
            beside[share.unit],
        )
        if share.of:
            exact = Fraction(share.cut) * 100 / Fraction(share.of)
            assert share.percent is not None
            assert 0 <= exact - Fraction(share.percent) < Fraction(1, 100)
            assert share.reaches(Decimal(30)) == (exact >= 30)
    assert {unit for unit in beside if beside[unit] or of[unit]} == {share.unit for share in found.shares}


@sampled
@given(st.lists(st.tuples(contents, st.none() | contents), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_results_do_not_depend_on_the_order_and_each_procedure_s_own_add_up_to_the_total(
    pairs: list[tuple[Content, Content | None]], order: Any
) -> None:
    courses = [course(n, *pair) for n, pair in enumerate(pairs)]
    targets = [Target(n, measure, Decimal(20), "") for n, measure in enumerate(Measure)]
    all_together, each = results(courses, targets, Grouping.PROCEDURE)
    shuffled = order.sample(courses, len(courses))
    assert results(shuffled, targets, Grouping.PROCEDURE) == (all_together, each)
    for place in range(len(targets)):
        added = total(share for one in each for share in one.targets[place].shares)
        assert added == {share.unit: share for share in all_together.targets[place].shares}
    assert all_together.gone == sum(after is None for _, after in pairs)


@sampled
@given(contents)
def test_what_stays_as_it_is_cuts_nothing(one: Content) -> None:
    for measure in Measure:
        for share in target_result(measure, "20", course(1, one, one)).shares:
            assert share.cut == 0
