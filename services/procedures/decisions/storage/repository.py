"""Decisions: their lists are written once, then only their state changes, until they are published or discarded."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from procedures.decisions.domain.decision import Decision, LegalDocument, ReplacedLists
from procedures.decisions.domain.draft_refusals import DecisionNumberTaken
from procedures.decisions.domain.refusals import DecisionNotFound
from procedures.decisions.storage import rows
from procedures.law.domain.references import DecisionReference, Status
from procedures.law.storage.content_rows import decode_content
from procedures.processes.domain.groups import ProcedureGroup
from procedures.processes.domain.internal_processes import Process, ProcessStep
from procedures.shared.domain.procedure_codes import ProcedureCode
from procedures.tables import decision as table
from procedures.tables import rectification

HEADINGS = """
    SELECT number, kind, current_code(procedure_code) AS procedure_code,
           current_code(successor_code) AS successor_code, effective_on, legal_document_number, online_level,
           name, field_code, agency_code, levels, population_fields, changed_parts,
           published_as, ministry_publication_code, ministry_publication_decision_number, fee_delegation,
           predecessor_unrecorded, heading::text AS heading, designation, list, section, list_number
    FROM decision_item WHERE decision_id = $1 ORDER BY number
"""
DOCUMENTS = (
    "SELECT number, title, issued_on, effective_on, provincial, ministry_decision FROM legal_document"
    " WHERE decision_id = $1 ORDER BY number"
)
REPLACED_LISTS = (
    "SELECT replaced_id, number, issuing_body, signed_on FROM list_replacement WHERE decision_id = $1 ORDER BY position"
)
CONTENTS = "SELECT number, content::text FROM decision_item WHERE decision_id = $1 AND content IS NOT NULL"
PROCESSES = (
    "SELECT *, current_code(procedure_code) AS current_code FROM internal_process WHERE decision_id = $1"
    " ORDER BY position"
)
GROUPS = (
    "SELECT code, name, lead_agency_code, valid_from, valid_to FROM procedure_group WHERE decision_id = $1"
    " ORDER BY position"
)
MEMBERS = (
    "SELECT group_code, current_code(procedure_code) FROM group_member WHERE decision_id = $1"
    " ORDER BY group_code, position"
)
STEPS = (
    "SELECT process_code, name, role, hours, agency_code, agency_name FROM process_step WHERE decision_id = $1"
    " ORDER BY process_code, number"
)


class Decisions:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, draft: Decision, by: str, at: datetime) -> None:
        """Writes the draft with everything that it lists. Raises `DecisionNumberTaken`."""
        statement = postgresql.insert(table).values(
            id=draft.id,
            number=draft.number,
            canonical_number=draft.canonical_number,
            issuing_body=draft.issuing_body,
            signed_on=draft.signed_on,
            signed_year=draft.signed_on.year,
            agency_code=draft.agency_code,
            title=draft.title,
            topics=list(draft.topics),
            status=draft.status.value,
            revision=draft.revision,
            back_entered=draft.back_entered,
            late=draft.is_late,
            published_on=draft.published_on,
            shortened=draft.shortened,
            created_by=by,
            created_at=at,
            signed_file_sha256=draft.signed_file_sha256,
            signer=draft.signer,
            revises=draft.revises,
        )
        if await self._connection.scalar(statement.on_conflict_do_nothing().returning(table.c.id)) is None:
            raise await self._number_taken(draft)
        driver = await driver_of(self._connection)
        for name, columns, records in (
            ("legal_document", rows.DOCUMENT, rows.documents_out(draft)),
            ("list_replacement", rows.LISTS, rows.replaced_lists_out(draft)),
            ("decision_item", rows.ITEM, rows.items_out(draft)),
            ("item_national_record", rows.NATIONAL_RECORD, rows.national_records_out(draft)),
            ("internal_process", rows.PROCESS, rows.processes_out(draft)),
            ("process_step", rows.STEP, rows.steps_out(draft)),
            ("procedure_group", rows.GROUP, rows.groups_out(draft)),
            ("group_member", rows.MEMBER, rows.members_out(draft)),
        ):
            await driver.copy_records_to_table(name, records=records, columns=columns)

    async def lock(self, id: UUID) -> Decision:
        """Loads the Decision with everything that it lists and locks it until the end of the transaction.

        Contents are loaded as headings only: reading the texts of 2,000 items would take a twentieth of the time of
        their publication, which needs none of them (see `with_contents`). Raises `DecisionNotFound`.
        """
        return await self._load(id, select(table).where(table.c.id == id).with_for_update())

    async def read(self, id: UUID) -> Decision:
        """The same without a lock. Raises `DecisionNotFound`."""
        return await self._load(id, select(table).where(table.c.id == id))

    async def _load(self, id: UUID, statement: Select[Any]) -> Decision:
        result = await self._connection.execute(statement)
        row = result.mappings().one_or_none()
        if row is None or row["status"] == Status.DISCARDED:
            raise DecisionNotFound(id)
        driver = await driver_of(self._connection)
        items = tuple(rows.item_in(item) for item in await driver.fetch(HEADINGS, id))
        documents = tuple(LegalDocument(*document) for document in await driver.fetch(DOCUMENTS, id))
        replaced = tuple(ReplacedLists(*lists) for lists in await driver.fetch(REPLACED_LISTS, id))
        return rows.decision_in(
            row, items, documents, await self._processes(driver, id), await self._groups(driver, id), replaced
        )

    async def published(self, ids: Sequence[UUID]) -> dict[UUID, DecisionReference]:
        """Those of the Decisions that are published."""
        names = [table.c[name] for name in DecisionReference.__dataclass_fields__]
        statement = select(*names).where(table.c.id.in_(ids), table.c.status == Status.PUBLISHED.value)
        return {row.id: DecisionReference(*row) for row in await self._connection.execute(statement)}

    async def with_contents(self, decision: Decision) -> Decision:
        """The same Decision with the whole contents of its items."""
        text_rows = await (await driver_of(self._connection)).fetch(CONTENTS, decision.id)
        contents = {number: decode_content(text) for number, text in text_rows}
        items = tuple(replace(item, content=contents.get(item.number)) for item in decision.items)
        return replace(decision, items=items)

    async def put_step(self, decision: Decision) -> None:
        """Writes its state and the values that signing sets. Raises `DecisionNumberTaken`."""
        values = {
            "approved": decision.approved,
            "number": decision.number,
            "canonical_number": decision.canonical_number,
            "signed_on": decision.signed_on,
            "signed_year": decision.signed_on.year,
            "late": decision.is_late,
            "signed_file_sha256": decision.signed_file_sha256,
            "signer": decision.signer,
        }
        try:
            async with self._connection.begin_nested():
                await self._write_state(decision, **values)
        except IntegrityError as failed:
            if "uq_decision_issuing_body_signed_year_canonical_number" not in str(failed.orig):
                raise
            raise await self._number_taken(decision) from failed

    async def signed_on(self, id: UUID) -> date:
        """Raises `DecisionNotFound`."""
        day: date | None = await self._connection.scalar(select(table.c.signed_on).where(table.c.id == id))
        if day is None:
            raise DecisionNotFound(id)
        return day

    async def instrument_signed_on(self, id: UUID) -> date:
        """The day on which the annulment or correction was signed."""
        result = await self._connection.execute(select(rectification.c.signed_on).where(rectification.c.id == id))
        day: date = result.scalar_one()
        return day

    async def put_published(self, decision: Decision, by: str, at: datetime) -> None:
        due = (None, None) if decision.due is None else (decision.due.on, decision.due.article)
        values = {"published_on": decision.published_on, "due_on": due[0], "due_article": due[1]}
        await self._write_state(decision, **values, published_by=by, recorded_at=at)

    async def put_discarded(self, decision: Decision, by: str, at: datetime) -> None:
        await self._write_state(decision, discarded_by=by, discarded_at=at)

    async def _write_state(self, decision: Decision, **values: Any) -> None:
        await self._connection.execute(
            update(table)
            .where(table.c.id == decision.id)
            .values(status=decision.status.value, revision=decision.revision, **values)
        )

    async def _processes(self, driver: Any, id: UUID) -> tuple[Process, ...]:
        steps: dict[str, list[ProcessStep]] = defaultdict(list)
        for code, *columns in await driver.fetch(STEPS, id):
            steps[code].append(ProcessStep(*columns))
        return tuple(rows.process_in(row, tuple(steps[row["code"]])) for row in await driver.fetch(PROCESSES, id))

    async def _groups(self, driver: Any, id: UUID) -> tuple[ProcedureGroup, ...]:
        members: dict[str, list[ProcedureCode]] = defaultdict(list)
        for group, code in await driver.fetch(MEMBERS, id):
            members[group].append(ProcedureCode(code))
        return tuple(
            ProcedureGroup(code, name, lead, tuple(members[code]), valid_from, valid_to)
            for code, name, lead, valid_from, valid_to in await driver.fetch(GROUPS, id)
        )

    async def _number_taken(self, draft: Decision) -> DecisionNumberTaken:
        year = draft.signed_on.year
        taken_by = await self._connection.scalar(
            select(table.c.id).where(
                table.c.issuing_body == draft.issuing_body,
                table.c.signed_year == year,
                table.c.canonical_number == draft.canonical_number,
                table.c.status == Status.PUBLISHED.value,
            )
        )
        return DecisionNumberTaken(draft.number, draft.issuing_body, year, taken_by)
