"""The event of a look-up for other services. It never identifies the citizen or the officer."""

from collections.abc import Iterable

from common.contracts.parts import DecisionRef, PopulationField
from common.contracts.population_lookup import LookupAnswered, LookupRefused
from population_lookup.access_log.domain.access_log import Line
from population_lookup.access_log.domain.accesses import Access
from population_lookup.law.domain.lawful_periods import LawfulPeriod
from population_lookup.shared.domain.lookup_states import LookupState

FIELDS = {field.value: field for field in PopulationField}


def event_of(access: Access, line: Line) -> LookupAnswered | LookupRefused:
    """`line` is the line of the access log that records the access. Raises `ValueError` for an access that is no
    look-up: neither refused nor allowed by a law."""
    if access.refusal is not None:
        return LookupRefused(
            lookup_id=access.lookup_id,
            procedure_code=access.procedure_code,
            agency_code=access.agency_code,
            reason=access.refusal,
            answered_at=access.answered_at,
            line=line.sequence,
            line_hash=line.hash.hex(),
        )
    if access.law is None:
        raise ValueError(f"{access.lookup_id} is no look-up")
    return LookupAnswered(
        lookup_id=access.lookup_id,
        procedure_code=access.procedure_code,
        agency_code=access.agency_code,
        recoded_to=access.recoded_to,
        matched=access.state is LookupState.MATCHED,
        fields=_fields(access.fields),
        decision=_decision_of(access.law),
        answered_at=access.answered_at,
        line=line.sequence,
        line_hash=line.hash.hex(),
        household_members=len(access.household_members),
        household_member_fields=_fields(access.household_member_fields),
    )


def _fields(names: Iterable[str]) -> tuple[PopulationField, ...]:
    return tuple(FIELDS[name] for name in names)


def _decision_of(law: LawfulPeriod) -> DecisionRef:
    decision = law.decision
    return DecisionRef(
        id=decision.id,
        number=decision.number,
        issuing_body=decision.issuing_body,
        signed_on=decision.signed_on,
        title=decision.title,
    )
