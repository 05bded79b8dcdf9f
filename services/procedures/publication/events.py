"""The events of a publication beside those of its procedures: one for each internal process, and last of all one for
the Decision itself."""

from collections import Counter
from datetime import datetime

from common.contracts.parts import ItemKind
from common.contracts.procedures import DecisionPublished, ItemCount, ProcessApproved, ProcessStep
from procedures.decisions.domain.decision import Decision
from procedures.law.events.event_references import Names, decision_ref
from procedures.processes.domain.internal_processes import Process


def process_approved(process: Process, decision: Decision, names: Names) -> ProcessApproved:
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
        decision=decision_ref(decision.reference),
        channel=process.channel,
        case=process.case,
    )


def decision_published(
    decision: Decision, names: Names, recorded_at: datetime, first_sequence: int
) -> DecisionPublished:
    """The event counts items, not events: a replacement by another code is one item and two events. `first_sequence` is
    the sequence number of the first event that belongs to the Decision."""
    if decision.published_on is None:
        raise ValueError("a published Decision has a day of publication")
    counts = Counter(item.kind.value for item in decision.items)
    return DecisionPublished(
        decision_id=str(decision.id),
        decision=decision_ref(decision.reference),
        agency=names.agencies[decision.agency_code],
        topics=decision.topics,
        items=tuple(ItemCount(kind=kind, count=counts[kind.value]) for kind in ItemKind if counts[kind.value]),
        processes=len(decision.processes),
        published_on=decision.published_on,
        recorded_at=recorded_at,
        back_entered=decision.back_entered,
        late=decision.is_late,
        first_sequence=first_sequence,
        signer=decision.signer,
        signed_file_sha256=decision.signed_file_sha256,
    )
