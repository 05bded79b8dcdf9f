"""Compares a draft with what is recorded, before its publication is refused."""

from collections.abc import Iterable

from common.service.unit_of_work import UnitOfWork
from procedures.decisions.domain.draft_findings import DraftFinding, findings_of, rests_on_record
from procedures.decisions.domain.items import Item
from procedures.law.storage.repository import Timelines


async def findings_about(work: UnitOfWork, items: Iterable[Item]) -> list[DraftFinding]:
    listed = list(items)
    recorded = await work.of(Timelines).known_codes(item.code for item in rests_on_record(listed))
    return list(findings_of(listed, recorded))
