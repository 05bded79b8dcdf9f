"""Whether the steps of an internal process fit into the law's time limit: in working hours, and only where both are
such."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procedures.decisions.domain.drafting import check_draft
from procedures.law.domain.submission_channels import Channel, TimeLimit
from procedures.processes.domain.groups import ProcedureGroup
from procedures.processes.domain.internal_processes import Process, ProcessStep
from procedures.processes.domain.process_limits import Incomparable, InForce, fit
from procedures.processes.domain.refusals import (
    DuplicateProcedureGroupCode,
    InterAgencyProcessOfOneAgency,
    ProcedureGroupTooSmall,
    ProcedureGroupValidityReversed,
    ProcessExceedsTimeLimit,
    StepWithoutAgency,
)
from procedures.registers.domain.refusals import UnknownAgency
from tests.support.decisions import ON_RECORD, SIGNED, code, day, decision

HOURS_OF = {"working_day": Decimal(8)}


def process(*hours: int, **parts: Any) -> Process:
    steps = tuple(ProcessStep(f"Bước {number}", "Công chức", spent) for number, spent in enumerate(hours, 1))
    return Process(
        **{
            "code": "QT.1",
            "procedure_code": code(1),
            "name": "Quy trình",
            "inter_agency": False,
            "agency_code": "H60.01",
            "steps": steps,
            **parts,
        }
    )


def limit(amount: str, unit: str = "working_day", note: str | None = None) -> TimeLimit:
    return TimeLimit(Decimal(amount), unit, note)


def law(**channels: list[TimeLimit]) -> InForce:
    return InForce(3, [Channel(name, tuple(limits)) for name, limits in channels.items()])


def test_steps_that_fill_the_limit_to_the_hour_fit_and_one_hour_more_does_not() -> None:
    found = fit(process(16, 8), law(direct=[limit("3")]), HOURS_OF)
    assert (found.incomparable, found.version, found.limit and found.limit.hours) == (None, 3, 24)
    with pytest.raises(ProcessExceedsTimeLimit) as caught:
        fit(process(16, 9), law(direct=[limit("3")]), HOURS_OF)
    assert caught.value.facts == {
        "process": "QT.1",
        "hours": 25,
        "procedure": code(1),
        "version": 3,
        "channel": "direct",
        "case": None,
        "limit": {"amount": "3", "unit": "working_day", "hours": "24"},
    }


def test_a_process_for_all_channels_keeps_the_tightest_limit_and_one_for_a_channel_its_own() -> None:
    both = law(direct=[limit("3")], online=[limit("2")])
    assert fit(process(20, channel="direct"), both, HOURS_OF).limit == ("direct", None, 3, "working_day", 24)
    with pytest.raises(ProcessExceedsTimeLimit):
        fit(process(20), both, HOURS_OF)


def test_a_process_for_a_case_is_held_against_the_limit_of_that_case_else_of_all_cases() -> None:
    by_case = law(direct=[limit("5"), limit("10", note="Phải xác minh")])
    assert fit(process(80, case="Phải xác minh"), by_case, HOURS_OF).limit == (
        "direct",
        "Phải xác minh",
        10,
        "working_day",
        80,
    )
    for other in (None, "Lưu động"):
        with pytest.raises(ProcessExceedsTimeLimit):
            fit(process(80, case=other), by_case, HOURS_OF)


def test_a_single_limit_holds_for_who_names_no_case_whatever_its_note() -> None:
    with pytest.raises(ProcessExceedsTimeLimit):
        fit(process(9), law(direct=[limit("1", note="kể từ khi nhận đủ hồ sơ")]), HOURS_OF)


@pytest.mark.parametrize(
    ("made", "found", "why"),
    [
        (process(100), None, Incomparable.NOT_IN_FORCE),
        (process(100), law(), Incomparable.NO_LIMIT),
        (process(100, channel="post"), law(direct=[limit("1")]), Incomparable.NO_LIMIT),
        (process(100, case="Khác"), law(direct=[limit("1", note="Một")]), Incomparable.NO_LIMIT),
        (process(100), law(direct=[limit("5", "day")]), Incomparable.OTHER_UNIT),
        (process(100), law(direct=[limit("1", "month")]), Incomparable.OTHER_UNIT),
        (process(8), law(direct=[limit("1", "day")], online=[limit("1")]), Incomparable.OTHER_UNIT),
        (process(), law(direct=[limit("1")]), Incomparable.NO_STEPS),
    ],
    ids=["no version", "no limit", "another channel", "another case", "days", "months", "partly", "no steps"],
)
def test_what_cannot_be_compared_is_taken_and_says_why(made: Process, found: InForce | None, why: Incomparable) -> None:
    assert fit(made, found, HOURS_OF).incomparable is why


def test_a_part_that_can_be_compared_is_not_passed_over_because_another_cannot() -> None:
    with pytest.raises(ProcessExceedsTimeLimit):
        fit(process(9), law(direct=[limit("1", "day")], online=[limit("1")]), HOURS_OF)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.integers(0, 400), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(1, 9_999), st.sampled_from(["working_day", "day"])), min_size=1, max_size=4),
    st.integers(1, 2_400),
)
def test_it_fits_just_where_no_limit_that_can_be_compared_is_shorter(
    hours: list[int], limits: list[tuple[int, str]], a_day: int
) -> None:
    """Hundredths throughout, by fractions that know no rounding."""
    law_ = law(direct=[TimeLimit(Decimal(amount) / 100, unit, f"{n}") for n, (amount, unit) in enumerate(limits)])
    law_ = InForce(1, [Channel("direct", (replaced,)) for replaced in law_.channels[0].time_limits])
    shorter = any(
        Fraction(amount, 100) * Fraction(a_day, 100) < sum(hours) for amount, unit in limits if unit == "working_day"
    )
    try:
        found = fit(process(*hours), law_, {"working_day": Decimal(a_day) / 100})
    except ProcessExceedsTimeLimit:
        assert shorter
    else:
        assert not shorter
        assert (found.incomparable is None) == all(unit == "working_day" for _, unit in limits)


def refusal(**parts: Any) -> BaseException:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - the class is what the caller looks at
        check_draft(decision(**parts), ON_RECORD, day(17), may_enter_back=False)
    return caught.value


def steps(*agencies: tuple[str | None, str | None]) -> tuple[ProcessStep, ...]:
    return tuple(ProcessStep("Bước", "Công chức", 1, *agency) for agency in agencies)


def test_an_inter_agency_process_names_the_agency_of_each_step_and_at_least_two() -> None:
    def made(*agencies: tuple[str | None, str | None]) -> dict[str, Any]:
        return {"processes": (process(inter_agency=True, steps=steps(*agencies)),)}

    check_draft(decision(**made(("H60.01", None), (None, "Công an cấp xã"))), ON_RECORD, day(17), may_enter_back=False)
    assert isinstance(refusal(**made(("H60.01", None), (None, None))), StepWithoutAgency)
    assert isinstance(refusal(**made(("H60.01", None), ("H60.01", None))), InterAgencyProcessOfOneAgency)
    assert isinstance(refusal(**made()), InterAgencyProcessOfOneAgency)
    assert isinstance(refusal(**made(("H60.01", None), ("H60.77", None))), UnknownAgency)


def group(**parts: Any) -> ProcedureGroup:
    return ProcedureGroup(
        **{
            "code": "LT.1",
            "name": "Khai sinh",
            "lead_agency_code": "H60.01",
            "members": (code(1), code(2)),
            "valid_from": SIGNED,
            **parts,
        }
    )


def test_a_group_joins_two_procedures_under_a_recorded_agency_and_ends_after_it_begins() -> None:
    check_draft(decision(groups=(group(),)), ON_RECORD, day(17), may_enter_back=False)
    assert isinstance(refusal(groups=(group(), group())), DuplicateProcedureGroupCode)
    assert isinstance(refusal(groups=(group(members=(code(1),)),)), ProcedureGroupTooSmall)
    assert isinstance(refusal(groups=(group(valid_to=SIGNED),)), ProcedureGroupValidityReversed)
    assert isinstance(refusal(groups=(group(lead_agency_code="H60.77"),)), UnknownAgency)
