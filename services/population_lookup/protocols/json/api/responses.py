"""The response body of a look-up."""

from datetime import date, datetime
from typing import Self

from pydantic import BaseModel

from population_lookup.law.domain.lawful_periods import Decision
from population_lookup.lookup.domain.lookup import Disclosure, Lookup
from population_lookup.protocols.json.api.citizen_responses import CitizenOut
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
    """If number, name and birth date do not agree, `matched` is false and `citizen` is null."""

    request_id: str
    lookup_id: str
    answered_at: datetime
    matched: bool
    procedure: ProcedureOut
    decision: DecisionOut
    fields: list[str]
    citizen: CitizenOut | None
    warnings: list[NumberWarning]

    @classmethod
    def of(cls, lookup: Lookup, disclosure: Disclosure, warnings: tuple[NumberWarning, ...]) -> Self:
        law, disclosed = disclosure.law, disclosure.disclosed
        return cls(
            request_id=lookup.request.request_id,
            lookup_id=lookup.id,
            answered_at=lookup.answered_at,
            matched=disclosed is not None,
            procedure=ProcedureOut(code=law.procedure_code, name=law.name, version=law.version),
            decision=DecisionOut.of(law.decision),
            fields=list(disclosure.fields),
            citizen=None if disclosed is None else CitizenOut.of(disclosed),
            warnings=list(warnings),
        )
