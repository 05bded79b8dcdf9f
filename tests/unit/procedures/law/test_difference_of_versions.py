"""The difference of two versions is complete and readable."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procedures.law.domain.contents import AgencyInRole, Content, LegalBasis, ProcedureResult, Role, StepsOfCase
from procedures.law.domain.difference import COMPARISONS, changed_parts, difference
from procedures.law.domain.difference_lines import Aspect, DifferenceKind, DifferenceLine
from procedures.law.domain.fees import Fee
from procedures.law.domain.papers import Data, Form, Paper, PapersOfCase
from procedures.law.domain.parts import Part
from procedures.law.domain.submission_channels import Channel, TimeLimit
from tests.support.contents import contents
from tests.support.examples import examples

PLAIN = Content("Cấp giấy phép", "G15-TP110", "H60.01", ("province",))


def lines(before: Content, after: Content) -> dict[Part, tuple[DifferenceLine, ...]]:
    return {part_difference.part: part_difference.lines for part_difference in difference(before, after)}


def only_line(before: Content, after: Content) -> tuple[Part, DifferenceLine]:
    ((part, (line,)),) = lines(before, after).items()
    return part, line


def unordered(entries: Any) -> Counter[Any]:
    return Counter(entries)


VALUES: dict[Part, Callable[[Content], object]] = {
    Part.NAME: lambda c: c.name,
    Part.FIELD: lambda c: c.field_code,
    Part.AGENCY: lambda c: c.agency_code,
    Part.LEVELS: lambda c: unordered(c.levels),
    Part.POPULATION_FIELDS: lambda c: (unordered(c.population_fields), unordered(c.household_member_fields)),
    Part.STEPS: lambda c: {group.case: group.steps for group in c.steps if group.steps},
    Part.CHANNELS: lambda c: ({channel.channel for channel in c.channels}, unordered(c.reception)),
    Part.TIME_LIMITS: lambda c: unordered(
        (channel_.channel, replace(limit, fees=())) for channel_ in c.channels for limit in channel_.time_limits
    ),
    Part.PAPERS: lambda c: (
        unordered((group.case, paper) for group in c.papers for paper in group.papers),
        c.dossier_sets,
    ),
    Part.RESULTS: lambda c: unordered(c.results),
    Part.AUDIENCE: lambda c: unordered(c.audience),
    Part.CONDITIONS: lambda c: c.conditions,
    Part.LEGAL_BASES: lambda c: unordered(c.legal_bases),
    Part.AGENCIES: lambda c: unordered(c.agencies),
}
"""The value of each part, independent of the code under test: order counts for steps only. Fees have a test of their
own below, because they belong to time limits."""


# A content is large, and the machine may be busy.
drawn = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
drawn_150 = settings(drawn, max_examples=examples(150))


WITH_SINGLE_VALUES = (Part.NAME, Part.FIELD, Part.AGENCY, Part.CONDITIONS, Part.PAPERS)
"""Parts that are one value, or have one beside their entries: the number of sets of papers."""


def test_every_part_is_compared() -> None:
    assert set(COMPARISONS) == set(Part) == {*VALUES, Part.FEES}


@drawn
@given(contents)
def test_a_version_does_not_differ_from_itself(content: Content) -> None:
    assert difference(content, content) == ()


@drawn_150
@given(contents, contents)
def test_exactly_the_parts_whose_values_differ_are_named(before: Content, after: Content) -> None:
    named = set(changed_parts(before, after))
    assert named - {Part.FEES} == {part for part, value_of in VALUES.items() if value_of(before) != value_of(after)}


@drawn_150
@given(contents, contents)
def test_fees_differ_if_only_the_fees_of_time_limits_differ(before: Content, after: Content) -> None:
    def with_fees(content: Content) -> Counter[Any]:
        return unordered(
            (channel.channel, replace(limit, fees=()), frozenset(Counter(limit.fees).items()))
            for channel in content.channels
            for limit in channel.time_limits
        )

    if VALUES[Part.TIME_LIMITS](before) == VALUES[Part.TIME_LIMITS](after) and with_fees(before) != with_fees(after):
        assert Part.FEES in changed_parts(before, after)
    if not any(
        limit.fees for content in (before, after) for channel in content.channels for limit in channel.time_limits
    ):
        assert Part.FEES not in changed_parts(before, after)


@drawn_150
@given(contents, contents)
def test_the_same_parts_differ_backwards(before: Content, after: Content) -> None:
    assert changed_parts(before, after) == changed_parts(after, before)


@drawn_150
@given(contents, contents)
def test_an_added_entry_has_no_before_and_a_removed_entry_no_after(before: Content, after: Content) -> None:
    for part_difference in difference(before, after):
        for line in part_difference.lines:
            assert line.path or part_difference.part in (
                Part.NAME,
                Part.FIELD,
                Part.AGENCY,
                Part.CONDITIONS,
                Part.PAPERS,
            )
            assert all(aspect.before != aspect.after for aspect in line.aspects)
            assert line.change is not DifferenceKind.ADDED or all(aspect.before is None for aspect in line.aspects)
            assert line.change is not DifferenceKind.REMOVED or all(aspect.after is None for aspect in line.aspects)


@drawn
@given(contents, st.randoms())
def test_order_alone_is_no_difference_except_for_steps(content: Content, chance: Any) -> None:
    def shuffled(entries: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(chance.sample(entries, len(entries)))

    other = replace(
        content,
        steps=shuffled(content.steps),
        channels=shuffled(content.channels),
        results=shuffled(content.results),
        audience=shuffled(content.audience),
        legal_bases=shuffled(content.legal_bases),
        agencies=shuffled(content.agencies),
        papers=shuffled(tuple(replace(group, papers=shuffled(group.papers)) for group in content.papers)),
    )
    assert difference(content, other) == ()


def test_an_inserted_step_leaves_the_other_steps_unchanged() -> None:
    before = replace(PLAIN, steps=(StepsOfCase(None, ("Nộp", "Nhận")),))
    after = replace(PLAIN, steps=(StepsOfCase(None, ("Nộp", "Kiểm tra", "Nhận")),))
    assert only_line(before, after) == (
        Part.STEPS,
        DifferenceLine(DifferenceKind.ADDED, (("step", "2"),), (Aspect("text", None, "Kiểm tra"),)),
    )


def test_steps_in_another_order_differ() -> None:
    before = replace(PLAIN, steps=(StepsOfCase(None, ("Nộp", "Trả phí")),))
    after = replace(PLAIN, steps=(StepsOfCase(None, ("Trả phí", "Nộp")),))
    assert changed_parts(before, after) == (Part.STEPS,)


def test_a_step_of_a_case_is_compared_with_the_step_of_the_same_case() -> None:
    before = replace(PLAIN, steps=(StepsOfCase(None, ("Nộp",)), StepsOfCase("Lưu động", ("Chờ",))))
    after = replace(PLAIN, steps=(StepsOfCase(None, ("Nộp",)), StepsOfCase("Lưu động", ("Hẹn",))))
    path = (("case", "Lưu động"), ("step", "1"))
    assert only_line(before, after) == (
        Part.STEPS,
        DifferenceLine(DifferenceKind.CHANGED, path, (Aspect("text", "Chờ", "Hẹn"),)),
    )


@pytest.mark.parametrize(
    ("old", "new", "aspects"),
    [
        (Paper("GT.1", "Đơn"), Paper("GT.1", "Đơn đề nghị"), (Aspect("name", "Đơn", "Đơn đề nghị"),)),
        (Paper(None, "Đơn"), Paper("GT.1", "Đơn"), (Aspect("code", None, "GT.1"),)),
        (Paper(None, "Đơn", 2), Paper(None, "Đơn", 1), (Aspect("originals", 2, 1),)),
        (Paper(None, "Đơn"), Paper(None, "Đơn", form=Form("Mẫu 1")), (Aspect("form.name", None, "Mẫu 1"),)),
        (
            Paper(None, "Đơn", replaced_by_data=Data("population", ("full_name",))),
            Paper(None, "Đơn", replaced_by_data=Data("population", ("full_name", "sex"))),
            (Aspect("replaced_by_data.fields", ("full_name",), ("full_name", "sex")),),
        ),
    ],
)
def test_a_paper_is_matched_by_its_code_or_its_name(old: Paper, new: Paper, aspects: tuple[Aspect, ...]) -> None:
    part, line = only_line(
        replace(PLAIN, papers=(PapersOfCase(None, (old,)),)), replace(PLAIN, papers=(PapersOfCase(None, (new,)),))
    )
    assert (part, line) == (Part.PAPERS, DifferenceLine(DifferenceKind.CHANGED, (("paper", "Đơn"),), aspects))


def test_a_paper_that_moves_to_one_case_is_removed_and_added() -> None:
    before = replace(PLAIN, papers=(PapersOfCase(None, (Paper(None, "Đơn"),)),))
    after = replace(PLAIN, papers=(PapersOfCase("Lưu động", (Paper(None, "Đơn"),)),))
    assert [(line.change, line.path) for line in lines(before, after)[Part.PAPERS]] == [
        (DifferenceKind.REMOVED, (("paper", "Đơn"),)),
        (DifferenceKind.ADDED, (("case", "Lưu động"), ("paper", "Đơn"))),
    ]


def online(*limits: TimeLimit) -> Content:
    return replace(PLAIN, channels=(Channel("online", limits),))


def test_a_changed_time_limit_keeps_its_fee() -> None:
    fee = (Fee("Lệ phí", Decimal(8_000)),)
    before, after = (
        online(TimeLimit(Decimal(5), "working_day", None, fee)),
        online(TimeLimit(Decimal(72), "hour", None, fee)),
    )
    part, line = only_line(before, after)
    assert (part, line.change, line.path) == (
        Part.TIME_LIMITS,
        DifferenceKind.CHANGED,
        (("channel", "online"), ("time_limit", "working_day")),
    )
    assert set(line.aspects) == {Aspect("amount", Decimal(5), Decimal(72)), Aspect("unit", "working_day", "hour")}


def test_a_lower_fee_is_shown_on_its_own_time_limit() -> None:
    fast = TimeLimit(Decimal("0.5"), "working_day", "nhanh", (Fee("Lệ phí", Decimal(50)),))
    slow, cheaper = (
        TimeLimit(Decimal(3), "working_day", None, (Fee("Lệ phí", Decimal(amount)),)) for amount in (10, 5)
    )
    before, after = online(fast, slow), online(cheaper, fast)
    path = (("channel", "online"), ("time_limit", "working_day"), ("fee", "Lệ phí"))
    assert only_line(before, after) == (
        Part.FEES,
        DifferenceLine(DifferenceKind.CHANGED, path, (Aspect("amount", 10, 5),)),
    )


def test_a_new_channel_adds_its_time_limits_and_fees() -> None:
    lines_of_parts = lines(PLAIN, online(TimeLimit(Decimal(3), "day", None, (Fee("Phí", Decimal(5)),))))
    assert {part: [(line.change, line.path[-1]) for line in of_part] for part, of_part in lines_of_parts.items()} == {
        Part.CHANNELS: [(DifferenceKind.ADDED, ("channel", "online"))],
        Part.TIME_LIMITS: [(DifferenceKind.ADDED, ("time_limit", "day"))],
        Part.FEES: [(DifferenceKind.ADDED, ("fee", "Phí"))],
    }


def test_results_documents_and_agencies_are_matched_by_code_number_and_role() -> None:
    before = replace(
        PLAIN,
        results=(ProcedureResult("KQ.1", "Giấy"),),
        legal_bases=(LegalBasis("1/NĐ-CP", "Cũ"),),
        agencies=(AgencyInRole(Role.EXECUTES, "H60.01"), AgencyInRole(Role.COORDINATES, None, "Công an xã")),
    )
    after = replace(
        PLAIN,
        results=(ProcedureResult("KQ.1", "Giấy phép"),),
        legal_bases=(LegalBasis("1/NĐ-CP", "Mới"),),
        agencies=(AgencyInRole(Role.COMPETENT, "H60.01"), AgencyInRole(Role.COORDINATES, "H60.16", "Công an xã")),
    )
    lines_of_parts = lines(before, after)
    assert lines_of_parts[Part.RESULTS] == (
        DifferenceLine(DifferenceKind.CHANGED, (("result", "Giấy"),), (Aspect("name", "Giấy", "Giấy phép"),)),
    )
    assert lines_of_parts[Part.LEGAL_BASES] == (
        DifferenceLine(DifferenceKind.CHANGED, (("document", "1/NĐ-CP"),), (Aspect("title", "Cũ", "Mới"),)),
    )
    assert [(line.change, line.path) for line in lines_of_parts[Part.AGENCIES]] == [
        (DifferenceKind.REMOVED, (("role", "executes"), ("agency", "H60.01"))),
        (DifferenceKind.ADDED, (("role", "competent"), ("agency", "H60.01"))),
        (DifferenceKind.CHANGED, (("role", "coordinates"), ("agency", "Công an xã"))),
    ]
