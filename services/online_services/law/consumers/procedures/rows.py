"""Events as rows of the projection, in the order of the tables' columns."""

import msgspec

from common.contracts.procedures import ProcedureEvent, ProcedureRecoded, ProcessApproved
from common.projection.tables import Row
from online_services.tables import approved_process

PROCEDURE_OF_PROCESS = list(approved_process.c.keys()).index("procedure_code")


def periods(code: str, event: ProcedureEvent | ProcedureRecoded) -> list[Row]:
    return [
        (
            code,
            period.effective_from,
            period.effective_to,
            period.version,
            period.name,
            " ".join(period.levels),
            event.agency.code,
            event.agency.name,
            _json(period.decision),
            period.content_sha256,
        )
        for period in event.periods
    ]


def process(event: ProcessApproved) -> Row:
    return (
        event.decision.id,
        event.process_code,
        event.procedure_code,
        event.name,
        event.inter_agency,
        event.agency.code,
        event.agency.name,
        event.channel,
        event.case,
        _json(event.steps),
        event.decision.signed_on,
        _json(event.decision),
        event.separate_signer,
    )


def with_procedure(process: Row, code: str) -> Row:
    return (*process[:PROCEDURE_OF_PROCESS], code, *process[PROCEDURE_OF_PROCESS + 1 :])


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
