"""Draft a Decision that follows a change of the national catalogue."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.commands.draft_decision import draft_decision
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.items import Item, NationalRecordRef
from procedures.national_catalogue.domain.proposals_to_follow import ProposedItem, Stated, propose
from procedures.national_catalogue.domain.refusals import DraftFactsMissing
from procedures.national_catalogue.storage.repository import NationalCatalogue
from procedures.shared.domain.procedure_codes import ProcedureCode


async def draft_from_change(
    work: UnitOfWork, change: UUID, heading: Decision, on: date, stated: Stated, by: Actor
) -> Decision:
    """`heading` is the Decision without its item, which takes effect `on`.

    Raises `NationalChangeNotFound`, `NationalChangeNotApplicable`, `DraftFactsMissing` and what drafting refuses.
    """
    row, now, _ = await work.of(NationalCatalogue).change(change)
    law = await work.of(NationalCatalogue).law_on(row.code, on)
    proposal = propose(row.code, now, row.parts, law, stated)
    if proposal.missing:
        raise DraftFactsMissing([(one.pointer, one.why) for one in proposal.missing])
    return await draft_decision(
        work, replace(heading, items=(_item(row.code, row.snapshot_id, on, proposal, stated),)), by
    )


def _item(code: str, snapshot: UUID, on: date, proposal: ProposedItem, stated: Stated) -> Item:
    return Item(
        number=1,
        kind=proposal.kind,
        code=ProcedureCode(code),
        effective_on=on,
        legal_document_number=stated.legal_document_number,
        content=proposal.content,
        changed_parts=proposal.changed_parts,
        national_record=NationalRecordRef(snapshot, ProcedureCode(code)),
    )
