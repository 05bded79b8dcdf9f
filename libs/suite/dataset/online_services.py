"""Which procedures are offered online, how, and since when: so that the end of each year comes out as the book's tables
say."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from suite.dataset.catalogue import SCENARIO, Procedure
from suite.dataset.decisions import Body, decision_body, item_body
from suite.dataset.draws import happens, shuffled, take
from suite.dataset.issuing_agencies import Agency, agencies, legal_documents
from suite.dataset.law_so_far import LawSoFar
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
class Offered:
    """By code: the level of each service; and what each Decision of 2024 raises, by that Decision's number."""

    levels: dict[str, str]
    declared: dict[int, list[Procedure]]


def offered(law: LawSoFar) -> Offered:
    levels: dict[str, str] = {}
    declared: dict[int, list[Procedure]] = {}
    by_agency = {planned.agency.code: planned for planned in decisions_of(2024)}
    for agency in agencies().values():
        lasting = shuffled(law.lasting(agency), lambda one: one.code, "online")
        chosen = _to_declare(by_agency.get(agency.code), lasting)
        if agency.code in by_agency:
            declared[by_agency[agency.code].number] = chosen
        levels |= _levels(agency, lasting, chosen)
    levels |= {
        code: "full" if happens(60, code, "level") else "partial" for code in law.ends if happens(80, code, "online")
    }
    return Offered(levels, declared)


def _to_declare(planned: PlannedDecision | None, lasting: list[Procedure]) -> list[Procedure]:
    if planned is None:
        return []
    of_level: dict[str, list[Procedure]] = defaultdict(list)
    for procedure in lasting:
        of_level[procedure.highest_level].append(procedure)
    return [
        one
        for level in ("province", "district", "commune")
        for one in take(planned.counts[level], of_level[level], f"{planned.full_number} {level}")
    ]


def _levels(agency: Agency, lasting: list[Procedure], declared: list[Procedure]) -> dict[str, str]:
    """Those to be declared are partial until then; of the others some are not offered at all, and most in full."""
    others = [one for one in lasting if one not in declared and one.subject.topic != SCENARIO]
    none, partial = agency.not_online, agency.not_online + agency.partial - len(declared)
    still_partial = {one.code for one in (*declared, *others[none:partial])}
    not_offered = {one.code for one in others[:none]}
    return {
        one.code: "partial" if one.code in still_partial else "full" for one in lasting if one.code not in not_offered
    }


def registrations(on: date, law: LawSoFar, levels: dict[str, str]) -> Iterator[tuple[Agency, Body]]:
    """The bodies of `POST /v1/online-services` of one day, one for each agency."""
    for agency in agencies().values():
        wanted = [one for code, one in law.known.items() if one.agency == agency and code in levels]
        services = [_service(one, levels[one.code], on) for one in wanted if registered_on(one, law) == on]
        if services:
            yield agency, {"services": services}


def registered_on(procedure: Procedure, law: LawSoFar) -> date:
    """The first day after it is recorded as law; some wait for the next."""
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
    """The Decisions of 2024."""
    for planned in decisions_of(2024):
        items = [
            item_body(planned, "declare_online", one.code, online_level="full") for one in declared[planned.number]
        ]
        yield planned, decision_body(planned, items)
