"""The comparison of the steps of an internal process with the time limits of the law, in working hours."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procedures.decisions.domain.drafting import check_draft
from procedures.law.domain.submission_channels import Channel, TimeForm, TimeLimit
from procedures.processes.domain.groups import ProcedureGroup
from procedures.processes.domain.internal_processes import Process, ProcessStep
from procedures.processes.domain.process_limits import Incomparable, VersionInForce, check_fit
from procedures.processes.domain.refusals import (
    DuplicateProcedureGroupCode,
    InterAgencyProcessOfOneAgency,
    ProcedureGroupTooSmall,
    ProcedureGroupValidityReversed,
    ProcessExceedsTimeLimit,
    StepWithoutAgency,
)
from procedures.registers.domain.refusals import UnknownAgency
from tests.support.decisions import REFERENCE_DATA, SIGNED, code, day, decision

HOURS_PER_UNIT = {"working_day": Decimal(8)}
BETWEEN = TimeLimit(None, "working_day", form=TimeForm.RANGE, shortest=Decimal(5), longest=Decimal(9))


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


def version(**channels: list[TimeLimit]) -> VersionInForce:
    return VersionInForce(3, [Channel(name, tuple(limits)) for name, limits in channels.items()])


def test_steps_may_take_exactly_the_limit_and_not_one_hour_more() -> None:
    fit = check_fit(process(16, 8), version(direct=[limit("3")]), HOURS_PER_UNIT)
    assert (fit.incomparable, fit.version, fit.limit and fit.limit.hours) == (None, 3, 24)
    with pytest.raises(ProcessExceedsTimeLimit) as refusal:
        check_fit(process(16, 9), version(direct=[limit("3")]), HOURS_PER_UNIT)
    assert refusal.value.facts == {
        "process": "QT.1",
        "hours": 25,
        "procedure": code(1),
        "version": 3,
        "channel": "direct",
        "case": None,
        "limit": {"amount": "3", "unit": "working_day", "hours": "24"},
    }


def test_a_process_for_all_channels_must_meet_the_tightest_limit_and_one_for_a_channel_its_own() -> None:
    both = version(direct=[limit("3")], online=[limit("2")])
    assert check_fit(process(20, channel="direct"), both, HOURS_PER_UNIT).limit == (
        "direct",
        None,
        3,
        "working_day",
        24,
    )
    with pytest.raises(ProcessExceedsTimeLimit):
        check_fit(process(20), both, HOURS_PER_UNIT)


def test_a_process_for_a_case_is_compared_with_the_limit_of_that_case_else_of_all_cases() -> None:
    by_case = version(direct=[limit("5"), limit("10", note="Phải xác minh")])
    assert check_fit(process(80, case="Phải xác minh"), by_case, HOURS_PER_UNIT).limit == (
        "direct",
        "Phải xác minh",
        10,
        "working_day",
        80,
    )
    for other in (None, "Lưu động"):
        with pytest.raises(ProcessExceedsTimeLimit):
            check_fit(process(80, case=other), by_case, HOURS_PER_UNIT)


def test_a_single_limit_applies_to_a_process_without_a_case_whatever_its_note() -> None:
    with pytest.raises(ProcessExceedsTimeLimit):
        check_fit(process(9), version(direct=[limit("1", note="kể từ khi nhận đủ hồ sơ")]), HOURS_PER_UNIT)


@pytest.mark.parametrize(
    ("compared_process", "compared_version", "reason"),
    [
        (process(100), None, Incomparable.NOT_IN_FORCE),
        (process(100), version(), Incomparable.NO_LIMIT),
        (process(100, channel="post"), version(direct=[limit("1")]), Incomparable.NO_LIMIT),
        (process(100, case="Khác"), version(direct=[limit("1", note="Một")]), Incomparable.NO_LIMIT),
        (process(100), version(direct=[limit("5", "day")]), Incomparable.OTHER_UNIT),
        (process(100), version(direct=[limit("1", "month")]), Incomparable.OTHER_UNIT),
        (process(8), version(direct=[limit("1", "day")], online=[limit("1")]), Incomparable.OTHER_UNIT),
        (process(8), version(direct=[TimeLimit(None, None, form=TimeForm.UNLIMITED)]), Incomparable.OTHER_KIND),
        (process(8), version(direct=[BETWEEN, limit("1")]), Incomparable.OTHER_KIND),
        (process(), version(direct=[limit("1")]), Incomparable.NO_STEPS),
    ],
    ids=[
        *("no version", "no limit", "another channel", "another case", "days", "months", "partly", "unlimited"),
        *("a range", "no steps"),
    ],
)
def test_a_process_that_cannot_be_compared_is_accepted_with_the_reason(
    compared_process: Process, compared_version: VersionInForce | None, reason: Incomparable
) -> None:
    assert check_fit(compared_process, compared_version, HOURS_PER_UNIT).incomparable is reason


def test_working_hours_are_working_hours_and_a_limit_without_a_channel_binds_every_channel() -> None:
    limits = version(unstated=[limit("4", "working_hour")])
    assert check_fit(process(4, channel="direct"), limits, HOURS_PER_UNIT).incomparable is None
    with pytest.raises(ProcessExceedsTimeLimit):
        check_fit(process(5, channel="direct"), limits, HOURS_PER_UNIT)


def test_a_process_for_a_case_is_compared_with_the_limit_whose_condition_states_it() -> None:
    conditional = TimeLimit(Decimal(1), "working_day", condition="Phải xác minh")
    limits = version(direct=[limit("5"), conditional])
    assert check_fit(process(40), limits, HOURS_PER_UNIT).incomparable is None
    with pytest.raises(ProcessExceedsTimeLimit):
        check_fit(process(9, case="Phải xác minh"), limits, HOURS_PER_UNIT)


def test_a_comparable_limit_is_checked_although_another_one_is_not_comparable() -> None:
    with pytest.raises(ProcessExceedsTimeLimit):
        check_fit(process(9), version(direct=[limit("1", "day")], online=[limit("1")]), HOURS_PER_UNIT)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.integers(0, 400), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(1, 9_999), st.sampled_from(["working_day", "day"])), min_size=1, max_size=4),
    st.integers(1, 2_400),
)
def test_a_process_fits_exactly_where_no_comparable_limit_is_shorter(
    hours: list[int], limits: list[tuple[int, str]], hours_per_day: int
) -> None:
    """All amounts are in hundredths; the expected result is computed with fractions, so without rounding."""
    compared = version(
        direct=[TimeLimit(Decimal(amount) / 100, unit, f"{n}") for n, (amount, unit) in enumerate(limits)]
    )
    compared = VersionInForce(1, [Channel("direct", (replaced,)) for replaced in compared.channels[0].time_limits])
    shorter = any(
        Fraction(amount, 100) * Fraction(hours_per_day, 100) < sum(hours)
        for amount, unit in limits
        if unit == "working_day"
    )
    try:
        fit = check_fit(process(*hours), compared, {"working_day": Decimal(hours_per_day) / 100})
    except ProcessExceedsTimeLimit:
        assert shorter
    else:
        assert not shorter
        assert (fit.incomparable is None) == all(unit == "working_day" for _, unit in limits)


def refusal(**parts: Any) -> BaseException:
    with pytest.raises(Exception) as refusal:  # noqa: PT011 - the class is what the caller looks at
        check_draft(decision(**parts), REFERENCE_DATA, day(17), may_enter_back=False)
    return refusal.value


def steps(*agencies: tuple[str | None, str | None]) -> tuple[ProcessStep, ...]:
    return tuple(ProcessStep("Bước", "Công chức", 1, *agency) for agency in agencies)


def test_an_inter_agency_process_names_the_agency_of_each_step_and_at_least_two() -> None:
    def drafted(*agencies: tuple[str | None, str | None]) -> dict[str, Any]:
        return {"processes": (process(inter_agency=True, steps=steps(*agencies)),)}

    check_draft(
        decision(**drafted(("H60.01", None), (None, "Công an cấp xã"))), REFERENCE_DATA, day(17), may_enter_back=False
    )
    assert isinstance(refusal(**drafted(("H60.01", None), (None, None))), StepWithoutAgency)
    assert isinstance(refusal(**drafted(("H60.01", None), ("H60.01", None))), InterAgencyProcessOfOneAgency)
    assert isinstance(refusal(**drafted()), InterAgencyProcessOfOneAgency)
    assert isinstance(refusal(**drafted(("H60.01", None), ("H60.77", None))), UnknownAgency)


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


def test_a_group_has_two_procedures_and_a_recorded_agency_and_ends_after_it_begins() -> None:
    check_draft(decision(groups=(group(),)), REFERENCE_DATA, day(17), may_enter_back=False)
    assert isinstance(refusal(groups=(group(), group())), DuplicateProcedureGroupCode)
    assert isinstance(refusal(groups=(group(members=(code(1),)),)), ProcedureGroupTooSmall)
    assert isinstance(refusal(groups=(group(valid_to=SIGNED),)), ProcedureGroupValidityReversed)
    assert isinstance(refusal(groups=(group(lead_agency_code="H60.77"),)), UnknownAgency)
