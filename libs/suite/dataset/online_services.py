"""Chooses which procedures are offered online, at which level and from when, so that the end of each year has the
totals of the dataset's tables."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from suite.dataset.catalogue import SCENARIO, Procedure
from suite.dataset.decisions import Body, decision_body, item_body
from suite.dataset.draws import happens, shuffled, take
from suite.dataset.issuing_agencies import Agency, agencies, legal_documents
from suite.dataset.law_state import LawState
from suite.dataset.plans import PlannedDecision, decisions_of

FIRST, MIDDLE, LAST = date(2022, 12, 15), date(2023, 6, 30), date(2023, 12, 22)
"""The days on which services are registered."""
REASONS = {
    "appraisal": "field_verification",
    "recognition": "field_verification",
    "establishment": "field_verification",
    "registration": "must_be_present",
    "certificate": "must_be_present",
    "benefit": "must_be_present",
    "single": "must_be_present",
}


@dataclass(frozen=True)
class OfferedServices:
    """`levels` has the level of each service by procedure code, `declared` the procedures that each Decision of 2024
    raises, by its number."""

    levels: dict[str, str]
    declared: dict[int, list[Procedure]]


def offered_services(law: LawState) -> OfferedServices:
    levels: dict[str, str] = {}
    declared: dict[int, list[Procedure]] = {}
    by_agency = {planned.agency.code: planned for planned in decisions_of(2024)}
    for agency in agencies().values():
        lasting = shuffled(law.lasting(agency), lambda procedure: procedure.code, "online")
        to_declare = _to_declare(by_agency.get(agency.code), lasting)
        if agency.code in by_agency:
            declared[by_agency[agency.code].number] = to_declare
        levels |= _levels(agency, lasting, to_declare)
    for code in law.ends:
        if happens(80, code, "online"):
            levels[code] = "full" if happens(60, code, "level") else "partial"
    return OfferedServices(levels, declared)


def _to_declare(planned: PlannedDecision | None, lasting: list[Procedure]) -> list[Procedure]:
    if planned is None:
        return []
    of_level: dict[str, list[Procedure]] = defaultdict(list)
    for procedure in lasting:
        of_level[procedure.highest_level].append(procedure)
    return [
        procedure
        for level in ("province", "district", "commune")
        for procedure in take(planned.counts[level], of_level[level], f"{planned.full_number} {level}")
    ]


def _levels(agency: Agency, lasting: list[Procedure], declared: list[Procedure]) -> dict[str, str]:
    """Procedures that will be declared are partial until then; of the others a few are not offered at all, and most are
    full."""
    others = [procedure for procedure in lasting if procedure not in declared and procedure.subject.topic != SCENARIO]
    partial_until = agency.not_online + agency.partial - len(declared)
    not_offered = {procedure.code for procedure in others[: agency.not_online]}
    partial = {procedure.code for procedure in (*declared, *others[agency.not_online : partial_until])}
    codes = [procedure.code for procedure in lasting if procedure.code not in not_offered]
    return {code: "partial" if code in partial else "full" for code in codes}


def registrations(on: date, law: LawState, levels: dict[str, str]) -> Iterator[tuple[Agency, Body]]:
    """Yields the bodies of `POST /v1/online-services` of one day, one for each agency."""
    for agency in agencies().values():
        services = [
            _service(procedure, levels[code], on)
            for code, procedure in law.procedures.items()
            if procedure.agency == agency and code in levels and registered_on(procedure, law) == on
        ]
        if services:
            yield agency, {"services": services}


def registered_on(procedure: Procedure, law: LawState) -> date:
    """Returns the first day of registrations after the procedure is recorded as law; some procedures wait for the next
    one."""
    recorded = law.recorded[procedure.code]
    if recorded <= FIRST:
        waits = (
            procedure.code not in law.ends
            and procedure.subject.topic != SCENARIO
            and happens(8, procedure.code, "waits")
        )
        return MIDDLE if waits else FIRST
    return MIDDLE if recorded <= MIDDLE else LAST


def _service(procedure: Procedure, level: str, on: date) -> dict[str, Any]:
    reason = _reason(procedure) if level == "partial" else None
    return {"procedure_code": procedure.code, "level": level, "partial_reason": reason, "effective_on": on.isoformat()}


def _reason(procedure: Procedure) -> dict[str, str]:
    law = legal_documents()[procedure.agency.law]
    code = REASONS.get(procedure.subject.family, "other_technical_problem")
    return {"code": code, "legal_basis": f"{law.title} số {law.number}"}


def declarations(declared: dict[int, list[Procedure]]) -> Iterator[tuple[PlannedDecision, Body]]:
    """Yields the Decisions of 2024."""
    for planned in decisions_of(2024):
        items = [
            item_body(planned, "declare_online", procedure.code, online_level="full")
            for procedure in declared[planned.number]
        ]
        yield planned, decision_body(planned, items)
