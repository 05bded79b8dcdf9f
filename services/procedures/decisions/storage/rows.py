"""Converts between domain objects and rows. Bulk rows are tuples in the order of the columns that are named beside
them."""

from collections.abc import Iterator
from dataclasses import astuple
from typing import Any

from procedures.decisions.domain.decision import Decision, LegalDocument, ReplacedLists
from procedures.decisions.domain.items import Item
from procedures.decisions.domain.published_as import MinistryPublication, PublishedAs
from procedures.law.domain.parts import Part
from procedures.law.domain.references import ItemKind, Status
from procedures.law.storage.content_rows import content_columns, decode_heading, encode_content, heading_of_row
from procedures.processes.domain.groups import ProcedureGroup
from procedures.processes.domain.internal_processes import Process, ProcessStep
from procedures.shared.domain.document_numbers import canonical_number
from procedures.shared.domain.procedure_codes import ProcedureCode

DOCUMENT = (
    "decision_id",
    "canonical_number",
    "number",
    "title",
    "issued_on",
    "effective_on",
    "provincial",
    "ministry_decision",
)
ITEM = (
    "decision_id",
    "number",
    "kind",
    "procedure_code",
    "successor_code",
    "effective_on",
    "legal_document_number",
    "legal_document_canonical_number",
    "online_level",
    "name",
    "field_code",
    "agency_code",
    "levels",
    "population_fields",
    "content",
    "changed_parts",
    "published_as",
    "ministry_publication_code",
    "ministry_publication_decision_number",
    "fee_delegation",
    "predecessor_unrecorded",
    "heading",
    "designation",
    "list",
    "section",
    "list_number",
)
NATIONAL_RECORD = ("decision_id", "item_number", "snapshot_id", "code")
PROCESS = (
    "decision_id",
    "code",
    "position",
    "procedure_code",
    "name",
    "inter_agency",
    "agency_code",
    "channel",
    "for_case",
    "separate_signer",
)
STEP = ("decision_id", "process_code", "number", "name", "role", "hours", "agency_code", "agency_name")
GROUP = ("decision_id", "code", "position", "name", "lead_agency_code", "valid_from", "valid_to")
LISTS = ("decision_id", "position", "replaced_id", "number", "canonical_number", "issuing_body", "signed_on")
MEMBER = ("decision_id", "group_code", "position", "procedure_code")

KINDS = {kind.value: kind for kind in ItemKind}

Tuple = tuple[Any, ...]


def documents_out(decision: Decision) -> Iterator[Tuple]:
    for document in decision.legal_documents:
        yield (
            decision.id,
            document.canonical_number,
            document.number,
            document.title,
            document.issued_on,
            document.effective_on,
            document.provincial,
            document.ministry_decision,
        )


def replaced_lists_out(decision: Decision) -> Iterator[Tuple]:
    for position, lists in enumerate(decision.replaces_lists_of, 1):
        canonical = canonical_number(lists.number or "")
        yield decision.id, position, lists.id, lists.number, canonical, lists.issuing_body, lists.signed_on


def items_out(decision: Decision) -> Iterator[Tuple]:
    for item in decision.items:
        yield (
            decision.id,
            item.number,
            item.kind.value,
            item.code,
            item.successor_code,
            item.effective_on,
            item.legal_document_number,
            item.cited,
            item.online_level,
            *content_columns(item.content),
            None if item.changed_parts is None else list(item.changed_parts),
            item.published_as,
            *(astuple(item.ministry_publication) if item.ministry_publication else (None, None)),
            item.fee_delegation,
            item.predecessor_unrecorded,
            None if item.heading is None else encode_content(item.heading),
            item.designation,
            item.list,
            item.section,
            item.list_number,
        )


def national_records_out(decision: Decision) -> Iterator[Tuple]:
    for item in decision.items:
        if item.national_record is not None:
            yield decision.id, item.number, item.national_record.snapshot_id, item.national_record.code


def processes_out(decision: Decision) -> Iterator[Tuple]:
    for position, process in enumerate(decision.processes, 1):
        yield (
            decision.id,
            process.code,
            position,
            process.procedure_code,
            process.name,
            process.inter_agency,
            process.agency_code,
            process.channel,
            process.case,
            process.separate_signer,
        )


def steps_out(decision: Decision) -> Iterator[Tuple]:
    for process in decision.processes:
        for number, step in enumerate(process.steps, 1):
            yield (
                decision.id,
                process.code,
                number,
                step.name,
                step.role,
                step.hours,
                step.agency_code,
                step.agency_name,
            )


def groups_out(decision: Decision) -> Iterator[Tuple]:
    for position, group in enumerate(decision.groups, 1):
        yield (
            decision.id,
            group.code,
            position,
            group.name,
            group.lead_agency_code,
            group.valid_from,
            group.valid_to,
        )


def members_out(decision: Decision) -> Iterator[Tuple]:
    for group in decision.groups:
        for position, code in enumerate(group.members, 1):
            yield decision.id, group.code, position, code


def item_in(row: Any) -> Item:
    """Returns the item with the heading of its content; publication does not need the text."""
    return Item(
        number=row["number"],
        kind=KINDS[row["kind"]],
        code=row["procedure_code"],
        effective_on=row["effective_on"],
        legal_document_number=row["legal_document_number"],
        successor_code=row["successor_code"],
        online_level=row["online_level"],
        content=None if row["name"] is None else heading_of_row(row),
        changed_parts=None if row["changed_parts"] is None else tuple(map(Part, row["changed_parts"])),
        published_as=None if row["published_as"] is None else PublishedAs(row["published_as"]),
        ministry_publication=ministry_publication_in(row),
        fee_delegation=row["fee_delegation"],
        predecessor_unrecorded=row["predecessor_unrecorded"],
        heading=None if row["heading"] is None else decode_heading(row["heading"]),
        designation=row["designation"],
        list=row["list"],
        section=row["section"],
        list_number=row["list_number"],
    )


def ministry_publication_in(row: Any) -> MinistryPublication | None:
    code = row["ministry_publication_code"]
    return None if code is None else MinistryPublication(code, row["ministry_publication_decision_number"])


def process_in(row: Any, steps: tuple[ProcessStep, ...]) -> Process:
    return Process(
        row["code"],
        ProcedureCode(row["current_code"]),
        row["name"],
        row["inter_agency"],
        row["agency_code"],
        steps,
        row["channel"],
        row["for_case"],
        row["separate_signer"],
    )


def decision_in(
    row: Any,
    items: tuple[Item, ...],
    documents: tuple[LegalDocument, ...],
    processes: tuple[Process, ...],
    groups: tuple[ProcedureGroup, ...],
    replaces_lists_of: tuple[ReplacedLists, ...],
) -> Decision:
    return Decision(
        id=row["id"],
        number=row["number"],
        issuing_body=row["issuing_body"],
        signed_on=row["signed_on"],
        agency_code=row["agency_code"],
        title=row["title"],
        items=items,
        topics=tuple(row["topics"]),
        legal_documents=documents,
        processes=processes,
        groups=groups,
        back_entered=row["back_entered"],
        published_on=row["published_on"],
        status=Status(row["status"]),
        revision=row["revision"],
        shortened=row["shortened"],
        approved=row["approved"],
        signed_file_sha256=row["signed_file_sha256"],
        signer=row["signer"],
        revises=row["revises"],
        replaces_lists_of=replaces_lists_of,
    )
