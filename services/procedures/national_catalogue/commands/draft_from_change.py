"""Drafts a Decision that follows a change of the national catalogue."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.commands.draft_decision import draft_decision
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.items import Item, NationalRecordRef
from procedures.national_catalogue.domain.proposals_to_follow import DrafterFacts, ProposedItem, propose
from procedures.national_catalogue.domain.refusals import DraftFactsMissing
from procedures.national_catalogue.storage.repository import NationalCatalogue
from procedures.shared.domain.procedure_codes import ProcedureCode


async def draft_from_change(
    work: UnitOfWork, change: UUID, heading: Decision, effective_on: date, facts: DrafterFacts, by: Actor
) -> Decision:
    """`heading` is the Decision without its item, which takes effect on `effective_on`.

    Raises `NationalChangeNotFound`, `NationalChangeNotApplicable`, `DraftFactsMissing` and the refusals of
    `draft_decision`.
    """
    catalogue = work.of(NationalCatalogue)
    row, after, _ = await catalogue.change(change)
    record, law = await catalogue.completed_record(row, after), await catalogue.law_on(row.code, effective_on)
    proposal = propose(row.code, record, row.parts, law, facts)
    if proposal.missing:
        raise DraftFactsMissing([(fact.pointer, fact.reason) for fact in proposal.missing])
    item = _item(row.code, row.snapshot_id, effective_on, proposal, facts)
    return await draft_decision(work, replace(heading, items=(item,)), by)


def _item(code: str, snapshot: UUID, effective_on: date, proposal: ProposedItem, facts: DrafterFacts) -> Item:
    return Item(
        number=1,
        kind=proposal.kind,
        code=ProcedureCode(code),
        effective_on=effective_on,
        legal_document_number=facts.legal_document_number,
        content=proposal.content,
        changed_parts=proposal.changed_parts,
        national_record=NationalRecordRef(snapshot, ProcedureCode(code)),
    )
