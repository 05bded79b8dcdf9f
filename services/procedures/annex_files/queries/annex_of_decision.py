"""The contents of the annex of a Decision, with the names that held when the Decision was recorded: later Decisions and
new names change no annex."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.annex_files.domain.annex_contents import AnnexContents, AnnexItem, AnnexProcess, AnnexStep
from procedures.decisions.domain.draft_access import ActingAgency
from procedures.decisions.queries.decision_by_id import DecisionRows, decision_by_id
from procedures.law.domain.references import ItemKind
from procedures.law.queries.law_rows import in_force_on
from procedures.tables import procedure, register_entry

A_MICROSECOND = timedelta(microseconds=1)


async def annex_of_decision(read: AsyncConnection, id: UUID, acting: ActingAgency) -> AnnexContents:
    """Raises `DecisionNotFound`, also for a draft that the agency may not read."""
    listed = await decision_by_id(read, id, acting)
    recorded_at: datetime | None = listed.decision.recorded_at
    contents = [item["content"] for item in listed.items if item["content"]]
    codes = {
        *(content["agency_code"] for content in contents),
        *(agency["code"] for content in contents for agency in content["agencies"] if agency["code"]),
        *(process["agency_code"] for process in listed.processes),
    }
    agencies = await _register(read, "agency", codes, recorded_at)
    return AnnexContents(
        title=listed.decision.title,
        number=listed.decision.number,
        signed_on=listed.decision.signed_on,
        signer=listed.decision.signer,
        items=_items(listed, await _former_names(read, listed, recorded_at)),
        processes=_processes(listed, agencies),
        agencies=agencies,
        replaced=tuple(f"{row.number} ngày {row.signed_on:%d/%m/%Y}" for row in listed.replaces_lists_of),
        fields=await _register(read, "field", {content["field_code"] for content in contents}, recorded_at),
    )


def _items(listed: DecisionRows, former_names: Mapping[str, str]) -> tuple[AnnexItem, ...]:
    documents = {
        document["canonical_number"]: f"{document['number']}: {document['title']}"
        for document in listed.legal_documents
    }
    return tuple(
        AnnexItem(
            kind=ItemKind(item["kind"]),
            procedure_code=item["procedure_code"],
            successor_code=item["successor_code"] or item["procedure_code"],
            name=item["name"] or "",
            former_name=former_names.get(item["procedure_code"], (item["heading"] or {}).get("name", "")),
            effective_on=item["effective_on"],
            repealing_document=documents.get(item["legal_document_canonical_number"], ""),
            changed_parts=None if item["changed_parts"] is None else tuple(item["changed_parts"]),
            level=item["online_level"] or "",
            designation=item["designation_name"] or "",
            list_heading=" – ".join(heading for heading in (item["list"], item["section"]) if heading),
            list_number=item["list_number"] or "",
            content=item["content"],
        )
        for item in listed.items
    )


def _processes(listed: DecisionRows, agencies: Mapping[str, str]) -> tuple[AnnexProcess, ...]:
    steps: dict[str, list[AnnexStep]] = defaultdict(list)
    for step in listed.steps:
        steps[step["process_code"]].append(AnnexStep(step["number"], step["name"], step["role"], step["hours"]))
    return tuple(
        AnnexProcess(
            code=process["code"],
            name=process["name"],
            procedure_code=process["procedure_code"],
            agency=agencies.get(process["agency_code"], process["agency_code"]),
            inter_agency=process["inter_agency"],
            separate_signer=process["separate_signer"],
            steps=tuple(steps[process["code"]]),
        )
        for process in listed.processes
    )


async def _former_names(read: AsyncConnection, listed: DecisionRows, recorded_at: datetime | None) -> dict[str, str]:
    days: dict[date, set[str]] = {}
    for item in listed.items:
        days.setdefault(item["effective_on"], set()).add(item["procedure_code"])
    names: dict[str, str] = {}
    for day, codes in days.items():
        law = in_force_on(day, None if recorded_at is None else recorded_at - A_MICROSECOND)
        names |= {row.code: row.name for row in await read.execute(law.where(procedure.c.code.in_(codes)))}
    return names


async def _register(
    read: AsyncConnection, register: str, codes: Collection[str], recorded_at: datetime | None
) -> dict[str, str]:
    entry: Any = register_entry.c
    conditions = [entry.register == register, entry.code.in_(codes)]
    if recorded_at is not None:
        conditions.append(entry.recorded_at <= recorded_at)
    statement = select(entry.code, entry.name).ext(distinct_on(entry.code)).order_by(entry.code, entry.id.desc())
    return {row.code: row.name for row in await read.execute(statement.where(and_(*conditions)))}
