"""The event about an internal process."""

from common.contracts.procedures import ProcessApproved, ProcessStep
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
    )
