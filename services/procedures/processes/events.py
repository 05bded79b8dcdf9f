"""The events about internal processes, and about the working hours that they are compared in."""

from datetime import date, datetime
from decimal import Decimal

from common.contracts.procedures import ProcessApproved, ProcessStep
from common.contracts.reference_data import WorkingHoursRecorded
from common.exact_numbers import as_text
from procedures.law.domain.references import DecisionReference
from procedures.law.events.event_references import Names, decision_ref
from procedures.processes.domain.internal_processes import Process


def process_approved(process: Process, decision: DecisionReference, names: Names) -> ProcessApproved:
    return ProcessApproved(
        process_code=process.code,
        name=process.name,
        procedure_code=process.procedure_code,
        inter_agency=process.inter_agency,
        agency=names.agencies[process.agency_code],
        steps=tuple(
            ProcessStep(
                number=number,
                name=step.name,
                role=step.role,
                hours=step.hours,
                agency=None if step.agency_code is None else names.agencies[step.agency_code],
                agency_name=step.agency_name,
            )
            for number, step in enumerate(process.steps, 1)
        ),
        decision=decision_ref(decision),
        channel=process.channel,
        case=process.case,
        separate_signer=process.separate_signer,
    )


def working_hours_recorded(
    unit: str, hours: Decimal, valid_from: date, legal_basis: str, at: datetime
) -> WorkingHoursRecorded:
    return WorkingHoursRecorded(
        unit=unit, hours=as_text(hours), valid_from=valid_from, legal_basis=legal_basis, recorded_at=at
    )
