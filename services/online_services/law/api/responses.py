"""Response bodies."""

from datetime import date
from typing import Any, Self

import orjson
from pydantic import BaseModel
from sqlalchemy import Row

from online_services.law.queries.filing_requirements import FilingRequirements


class ProcessAgencyOut(BaseModel):
    code: str
    name: str


class ProcessStepOut(BaseModel):
    """`hours` are working hours. The step is taken by `agency` if that is recorded, else by the body that `agency_name`
    names."""

    number: int
    name: str
    role: str
    hours: int
    agency: ProcessAgencyOut | None
    agency_name: str | None


class ProcessOut(BaseModel):
    """An internal process (quy trình nội bộ). Without a `channel` it is for dossiers of all channels, without a `case`
    for those of every case."""

    code: str
    name: str
    inter_agency: bool
    agency: ProcessAgencyOut
    channel: str | None
    case: str | None
    separate_signer: bool
    steps: list[ProcessStepOut]

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        return cls(
            code=row.process_code,
            name=row.name,
            inter_agency=row.inter_agency,
            agency=ProcessAgencyOut(code=row.agency_code, name=row.agency_name),
            channel=row.channel,
            case=row.for_case,
            separate_signer=row.separate_signer,
            steps=[ProcessStepOut.model_validate(step) for step in orjson.loads(row.steps)],
        )


class FilingRequirementsOut(BaseModel):
    """`content` is the complete content of the version in force, as `GET /v1/procedures/{code}/versions/{number}` of
    `procedures` returns it, and `content_sha256` the hash of those bytes. `population_fields` are the fields of the
    population database that the procedure may ask for."""

    procedure_code: str
    on: date
    version: int
    name: str
    effective_from: date
    effective_to: date | None
    population_fields: list[str]
    processes: list[ProcessOut]
    content_sha256: str
    content: dict[str, Any]

    @classmethod
    def of(cls, code: str, on: date, requirements: FilingRequirements) -> Self:
        period, content = requirements.period, orjson.loads(requirements.period.content)
        return cls(
            procedure_code=code,
            on=on,
            version=period.version,
            name=period.name,
            effective_from=period.effective_from,
            effective_to=period.effective_to,
            population_fields=content["population_fields"],
            processes=[ProcessOut.of_row(row) for row in requirements.processes],
            content_sha256=period.content_sha256,
            content=content,
        )
