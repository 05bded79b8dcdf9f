"""The event of the act that gives a procedure its code."""

from common.contracts.procedures import CodeDocumentRef, ProcedureRecoded, RecodedItem, RecodedProcess
from procedures.law.domain.contents import Heading
from procedures.law.domain.periods import Periods
from procedures.law.events.event_references import Names, levels, periods_in_force
from procedures.recoding.domain.recodings import CodeDocument, Recoding
from procedures.shared.domain.document_numbers import canonical_number


def procedure_recoded(act: Recoding, heading: Heading, periods: Periods, names: Names) -> ProcedureRecoded:
    """`periods` are those of the procedure, under either code."""
    return ProcedureRecoded(
        former_code=act.former_code,
        to=act.code,
        name=heading.name,
        agency=names.agencies[heading.agency_code],
        field=names.fields[heading.field_code],
        levels=levels(heading.levels),
        periods=periods_in_force(act.code, periods, names),
        items=tuple(RecodedItem(decision_id=str(item.decision_id), number=item.number) for item in act.items),
        processes=tuple(
            RecodedProcess(decision_id=str(process.decision_id), process_code=process.process_code)
            for process in act.processes
        ),
        document=_document(act.document),
        recorded_at=act.recorded_at,
    )


def _document(document: CodeDocument) -> CodeDocumentRef:
    return CodeDocumentRef(
        id=str(document.id),
        number=document.number,
        issuing_body=document.issuing_body,
        signed_on=document.signed_on,
        title=document.title,
        canonical_number=canonical_number(document.number),
    )
