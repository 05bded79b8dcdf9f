"""The response body of a look-up."""

from datetime import date, datetime
from typing import Any, Self

from pydantic import BaseModel

from population_lookup.law.domain.lawful_periods import Decision
from population_lookup.lookup.domain.lookup import Disclosure, Lookup
from population_lookup.lookup.domain.operations import ResultKind
from population_lookup.register.api.citizen_responses import CitizenOut
from population_lookup.register.domain.personal_id import NumberWarning


class DecisionOut(BaseModel):
    id: str
    number: str
    issuing_body: str
    signed_on: date
    title: str

    @classmethod
    def of(cls, decision: Decision) -> Self:
        return cls.model_validate(decision, from_attributes=True)


class ProcedureOut(BaseModel):
    code: str
    name: str
    version: int


class LookupOut(BaseModel):
    """If number, name and birth date do not agree, `matched` is false and `citizen` is null. So is the `citizen` of a
    confirmation: there `matched` is the answer. `masked_fields` are null in `citizen`: the law lists them, and the
    caller lacks the scope for sensitive fields. After `valid_until` the answer may not be used any more.

    The last three are there where the operation answers a household: its other members, the head first, and which of
    their fields the law lists, disclosed or masked."""

    request_id: str
    operation: str
    lookup_id: str
    answered_at: datetime
    valid_until: datetime
    matched: bool
    procedure: ProcedureOut
    decision: DecisionOut
    fields: list[str]
    masked_fields: list[str]
    citizen: CitizenOut | None
    warnings: list[NumberWarning]
    household_members: list[CitizenOut] = []
    household_member_fields: list[str] = []
    masked_household_member_fields: list[str] = []

    @classmethod
    def of(cls, lookup: Lookup, disclosure: Disclosure, warnings: tuple[NumberWarning, ...]) -> Self:
        law, disclosed = disclosure.law, disclosure.disclosed
        household = _household(disclosure) if disclosure.operation.result is ResultKind.HOUSEHOLD else {}
        return cls(
            request_id=lookup.request.request_id,
            operation=lookup.operation,
            lookup_id=lookup.id,
            answered_at=lookup.answered_at,
            valid_until=disclosure.valid_until(lookup.answered_at),
            matched=disclosure.citizen is not None,
            procedure=ProcedureOut(code=law.procedure_code, name=law.name, version=law.version),
            decision=DecisionOut.of(law.decision),
            fields=list(disclosure.fields),
            masked_fields=list(disclosure.masked_fields),
            citizen=None if disclosed is None else CitizenOut.of(disclosed),
            warnings=list(warnings),
            **household,
        )


def _household(disclosure: Disclosure) -> dict[str, Any]:
    return {
        "household_members": [CitizenOut.of(disclosed) for disclosed in disclosure.disclosed_members],
        "household_member_fields": list(disclosure.member_fields),
        "masked_household_member_fields": list(disclosure.masked_member_fields),
    }
