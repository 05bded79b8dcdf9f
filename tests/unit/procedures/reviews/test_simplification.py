"""How much was cut between two days: exact, compared only within the same case, channel and unit; the rest is counted
as not comparable."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procedures.law.domain.contents import AgencyInRole, Content, Role
from procedures.law.domain.papers import Data, EarlierResult, Paper, PapersOfCase
from procedures.law.domain.submission_channels import Channel, TimeForm, TimeLimit
from procedures.reviews.domain.simplification import (
    Grouping,
    Measure,
    ProcedureComparison,
    Share,
    Target,
    TargetResult,
    papers,
    processing_time,
    results,
    total,
)
from tests.support.contents import contents
from tests.support.examples import examples

sampled = settings(max_examples=examples(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])
PAPER = Paper(None, "Tờ khai")
FROM_DATABASE = Paper(None, "Giấy tờ tùy thân", replaced_by_data=Data("population", ("full_name",)))
FROM_RESULT = Paper(None, "Bản đã cấp", replaced_by_result=EarlierResult("KQ.1"))


def content(*limits: tuple[str, str | None, str, str], **parts: Any) -> Content:
    """A content whose limits are given as channel, case, unit and amount."""
    channels = tuple(
        Channel(channel, (TimeLimit(Decimal(amount), unit, case),)) for channel, case, unit, amount in limits
    )
    return Content("Thủ tục", "A", "H60.01", ("province",), channels=channels, **parts)


def with_papers(**cases: int) -> Content:
    """A content that asks for a number of papers in by_procedure case; `all` stands for all cases."""
    return content(
        papers=tuple(PapersOfCase(None if case == "all" else case, (PAPER,) * n) for case, n in cases.items())
    )


def time(before: Content, after: Content | None) -> dict[str | None, tuple[Decimal, Decimal, int]]:
    shares = total(processing_time(ProcedureComparison("1.000001", before, after)))
    return {unit: (share.cut, share.base, share.not_comparable) for unit, share in shares.items()}


DIRECT = ("direct", None, "working_day")


def test_a_time_limit_is_compared_only_within_its_channel_case_and_unit() -> None:
    before = content((*DIRECT, "10"))
    assert time(before, content((*DIRECT, "7"))) == {"working_day": (3, 10, 0)}
    assert time(before, content((*DIRECT, "12"))) == {"working_day": (-2, 10, 0)}
    assert time(before, content(("online", None, "working_day", "7"))) == {"working_day": (0, 0, 2)}
    assert time(before, content(("direct", "Phải xác minh", "working_day", "7"))) == {"working_day": (0, 0, 2)}
    assert time(before, content(("direct", None, "day", "7"))) == {"working_day": (0, 0, 1), "day": (0, 0, 1)}
    assert time(before, content((*DIRECT, "7"), (*DIRECT, "3"))) == {"working_day": (0, 0, 2)}
    assert time(before, None) == {"working_day": (0, 0, 1)}


def test_what_is_no_single_length_of_time_is_counted_as_not_comparable() -> None:
    between = TimeLimit(None, "day", form=TimeForm.RANGE, shortest=Decimal(5), longest=Decimal(7))
    same_day = TimeLimit(None, None, form=TimeForm.SAME_DAY)
    ten = content(("direct", None, "day", "10"))
    for other in (between, same_day):
        shorter = replace(ten, channels=(Channel("direct", (other,)),))
        assert sum(not_comparable for _, _, not_comparable in time(ten, shorter).values()) == (2 - (other is between))
        assert all((cut, base) == (0, 0) for cut, base, _ in time(ten, shorter).values())
        assert all((cut, base) == (0, 0) for cut, base, _ in time(shorter, shorter).values())


def test_papers_are_those_that_a_citizen_brings_within_each_case() -> None:
    def cut(before: Content, after: Content | None) -> tuple[Decimal, Decimal, int] | None:
        share = total(papers(ProcedureComparison("1.000001", before, after))).get(None)
        return (share.cut, share.base, share.not_comparable) if share else None

    assert cut(with_papers(all=4), with_papers(all=3)) == (1, 4, 0)
    assert cut(with_papers(all=2), with_papers()) == (2, 2, 0)
    assert cut(with_papers(all=2, minor=3), with_papers(all=2)) == (0, 2, 3)
    assert cut(with_papers(all=2, minor=3), with_papers(all=2, minor=1)) == (2, 5, 0)
    replaced = content(papers=(PapersOfCase(None, (PAPER, FROM_DATABASE, FROM_RESULT)),))
    assert cut(with_papers(all=3), replaced) == (2, 3, 0)
    assert cut(with_papers(all=3), None) is None


def target_result(
    measure: Measure, minimum_percent: str, *comparisons: ProcedureComparison, group_by: Grouping = Grouping.PROCEDURE
) -> TargetResult:
    (result,) = results(comparisons, [Target(1, measure, Decimal(minimum_percent), "")], group_by)[0].targets
    return result


def comparison(number: int, before: Content, after: Content | None) -> ProcedureComparison:
    return ProcedureComparison(f"1.{number:06}", before, after)


def test_a_procedure_counts_where_it_is_gone_or_needs_fewer_papers() -> None:
    four = (
        comparison(1, with_papers(all=2), None),
        comparison(2, with_papers(all=2), with_papers(all=1)),
        comparison(3, with_papers(all=2), with_papers(all=2)),
        comparison(4, with_papers(minor=2), with_papers(adult=1)),
    )
    result = target_result(Measure.PROCEDURES_OR_PAPERS, "50", *four)
    assert result.shares == (Share(None, Decimal(2), Decimal(4), 1),)
    assert result.met is True
    assert target_result(Measure.PROCEDURES_OR_PAPERS, "50.01", *four).met is False
    assert target_result(Measure.PROCEDURES, "25", *four).shares == (Share(None, Decimal(1), Decimal(4), 0),)


def test_a_target_is_met_in_every_unit_or_not_at_all_and_none_where_nothing_was_compared() -> None:
    months = ("post", None, "month")
    both = comparison(1, content((*DIRECT, "10"), (*months, "2")), content((*DIRECT, "5"), (*months, "2")))
    assert target_result(Measure.PROCESSING_TIME, "30", both).met is False
    assert (
        target_result(
            Measure.PROCESSING_TIME, "30", comparison(1, content((*DIRECT, "10")), content((*DIRECT, "7")))
        ).met
        is True
    )
    assert target_result(Measure.PROCESSING_TIME, "30", comparison(1, content((*DIRECT, "10")), None)).met is None


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


def test_a_procedure_counts_for_each_agency_and_level_and_once_in_total() -> None:
    agencies = (
        AgencyInRole(Role.EXECUTES, "H60.01"),
        AgencyInRole(Role.EXECUTES, "H60.02"),
        AgencyInRole(Role.COMPETENT, "H60.01"),
        AgencyInRole(Role.COORDINATES, "H60.03"),
        AgencyInRole(Role.EXECUTES, None, "Ủy ban nhân dân cấp xã"),
    )
    shared = ProcedureComparison(
        "1.000001", Content("Một", "A", "H60.09", ("province", "commune"), agencies=agencies), None
    )
    own = ProcedureComparison("1.000002", Content("Hai", "A", "H60.09", ("province",), agencies=agencies[4:]), None)
    target = [Target(1, Measure.PROCEDURES, Decimal(20), "")]
    for group_by, expected in (
        (Grouping.AGENCY, {"H60.01": 1, "H60.02": 1, "H60.09": 1}),
        (Grouping.LEVEL, {"province": 2, "commune": 1}),
        (Grouping.PROCEDURE, {"1.000001": 1, "1.000002": 1}),
    ):
        overall, groups = results([shared, own], target, group_by)
        assert overall.procedures == 2
        assert {group.key: group.procedures for group in groups} == expected


amounts = st.integers(1, 100_000).map(lambda hundredths: Decimal(hundredths) / 100)
keys = st.tuples(
    st.sampled_from(["direct", "online"]), st.sampled_from([None, "khó"]), st.sampled_from(["day", "hour"])
)
timed = st.lists(st.tuples(keys, amounts), max_size=6).map(
    lambda limits: content(*((*key, str(amount)) for key, amount in limits))
)


@sampled
@given(st.lists(st.tuples(timed, st.none() | timed), max_size=5))
def test_times_add_up_as_in_a_naive_computation_with_fractions(pairs: list[tuple[Content, Content | None]]) -> None:
    cut: Counter[str] = Counter()
    of: Counter[str] = Counter()
    not_comparable: Counter[str] = Counter()
    for before, after in pairs:
        lists = [
            [(channel.channel, channel.time_limits[0]) for channel in side.channels] if side else []
            for side in (before, after)
        ]
        for channel in ("direct", "online"):
            for case in (None, "khó"):
                for unit in ("day", "hour"):
                    old, new = (
                        [
                            Fraction(limit.amount or 0)
                            for limit_channel, limit in side
                            if (limit_channel, limit.note, limit.unit) == (channel, case, unit)
                        ]
                        for side in lists
                    )
                    if len(old) == 1 and len(new) == 1:
                        cut[unit] += old[0] - new[0]  # type: ignore[assignment]
                        of[unit] += old[0]  # type: ignore[assignment]
                    else:
                        not_comparable[unit] += max(len(old), len(new))
    result = target_result(Measure.PROCESSING_TIME, "30", *(comparison(n, *pair) for n, pair in enumerate(pairs)))
    for share in result.shares:
        assert share.unit is not None
        assert (Fraction(share.cut), Fraction(share.base), share.not_comparable) == (
            cut[share.unit],
            of[share.unit],
            not_comparable[share.unit],
        )
        if share.base:
            exact = Fraction(share.cut) * 100 / Fraction(share.base)
            assert share.percent is not None
            assert 0 <= exact - Fraction(share.percent) < Fraction(1, 100)
            assert share.reaches(Decimal(30)) == (exact >= 30)
    assert {unit for unit in (*not_comparable, *of) if not_comparable[unit] or of[unit]} == {
        share.unit for share in result.shares
    }


@sampled
@given(st.lists(st.tuples(contents, st.none() | contents), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_results_do_not_depend_on_the_order_and_those_of_procedures_add_up_to_the_total(
    pairs: list[tuple[Content, Content | None]], order: Any
) -> None:
    comparisons = [comparison(n, *pair) for n, pair in enumerate(pairs)]
    targets = [Target(n, measure, Decimal(20), "") for n, measure in enumerate(Measure)]
    overall, by_procedure = results(comparisons, targets, Grouping.PROCEDURE)
    shuffled = order.sample(comparisons, len(comparisons))
    assert results(shuffled, targets, Grouping.PROCEDURE) == (overall, by_procedure)
    for position in range(len(targets)):
        added = total(share for result in by_procedure for share in result.targets[position].shares)
        assert added == {share.unit: share for share in overall.targets[position].shares}
    assert overall.gone == sum(after is None for _, after in pairs)


@sampled
@given(contents)
def test_an_unchanged_procedure_cuts_nothing(unchanged: Content) -> None:
    for measure in Measure:
        for share in target_result(measure, "20", comparison(1, unchanged, unchanged)).shares:
            assert share.cut == 0
