"""The event of a look-up for other services. It never identifies the citizen or the officer."""

from common.contracts.parts import DecisionRef, PopulationField
from common.contracts.population_lookup import LookupAnswered, LookupRefused
from common.errors import Refusal
from population_lookup.access_log.domain.access_log import Line
from population_lookup.law.domain.lawful_periods import Decision
from population_lookup.lookup.domain.lookup import Lookup
from population_lookup.shared.domain.lookup_states import LookupState


def event_of(lookup: Lookup, line: Line) -> LookupAnswered | LookupRefused:
    """`line` is the line of the access log that records the look-up."""
    if isinstance(lookup.outcome, Refusal):
        return LookupRefused(
            lookup_id=lookup.id,
            procedure_code=lookup.request.procedure_code,
            agency_code=lookup.request.agency_code,
            reason=lookup.outcome.type,
            answered_at=lookup.answered_at,
            line=line.sequence,
            line_hash=line.hash.hex(),
        )
    return LookupAnswered(
        lookup_id=lookup.id,
        procedure_code=lookup.request.procedure_code,
        agency_code=lookup.request.agency_code,
        recoded_to=lookup.recoded_to,
        matched=lookup.state is LookupState.MATCHED,
        fields=tuple(PopulationField(name) for name in lookup.fields),
        decision=_reference(lookup.outcome.law.decision),
        answered_at=lookup.answered_at,
        line=line.sequence,
        line_hash=line.hash.hex(),
        household_members=len(lookup.members),
        household_member_fields=tuple(PopulationField(name) for name in lookup.member_fields),
    )


def _reference(decision: Decision) -> DecisionRef:
    return DecisionRef(
        id=decision.id,
        number=decision.number,
        issuing_body=decision.issuing_body,
        signed_on=decision.signed_on,
        title=decision.title,
    )
