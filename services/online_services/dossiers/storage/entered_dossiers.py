"""Writes past dossiers that are entered whole: some statements for all of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from online_services.clock.domain.deadline_warnings import DeadlineWarning
from online_services.dossiers.domain.back_entries import EnteredAct
from online_services.dossiers.domain.dossier import Dossier
from online_services.dossiers.domain.filing import FiledPaper, Person
from online_services.dossiers.domain.transitions import Action, Role
from online_services.dossiers.storage.rows import row_of_dossier, row_of_person, rows_of_papers, rows_of_warnings
from online_services.tables import (
    dossier,
    dossier_act,
    dossier_paper,
    dossier_pause,
    dossier_person,
    dossier_warning,
)


@dataclass(frozen=True, slots=True)
class EnteredDossier:
    filed: Dossier
    acts: Sequence[EnteredAct]
    person: Person
    papers: Sequence[FiledPaper]
    warnings: Sequence[DeadlineWarning]

    @property
    def last(self) -> Dossier:
        return self.acts[-1].after if self.acts else self.filed


class EnteredDossiers:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, entered: Sequence[EnteredDossier], by: str) -> None:
        await self._insert(dossier, [row_of_dossier(each.last) for each in entered])
        await self._insert(dossier_person, [row_of_person(each.filed.filing.id, each.person) for each in entered])
        papers = [row for each in entered for row in rows_of_papers(each.filed.filing.id, each.papers)]
        await self._insert(dossier_paper, papers)
        await self._insert(dossier_act, [row for each in entered for row in _acts(each, by)])
        await self._insert(dossier_pause, [row for each in entered for row in _pauses(each)])
        warnings = [row for each in entered for row in rows_of_warnings(each.last, each.warnings)]
        await self._insert(dossier_warning, warnings)

    async def _insert(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            await self._connection.execute(insert(table), rows)


def _acts(entered: EnteredDossier, by: str) -> Iterator[dict[str, Any]]:
    filing = entered.filed.filing
    yield {
        "dossier_id": filing.id,
        "revision": 1,
        "action": Action.FILE.value,
        "role": Role.RECEIVER.value,
        "agency_code": filing.agencies.filed_at,
        "acted_by": by,
        "acted_at": filing.filed_at,
        "reason": None,
        "due_on": None,
        "due_at": None,
    }
    for act in entered.acts:
        appointed = act.after.appointed
        yield {
            "dossier_id": filing.id,
            "revision": act.after.revision,
            "action": act.stated.action.value,
            "role": act.role.value,
            "agency_code": filing.agencies.deciding,
            "acted_by": by,
            "acted_at": act.stated.at,
            "reason": act.stated.reason,
            "due_on": appointed and appointed.day,
            "due_at": appointed and appointed.moment,
        }


def _pauses(entered: EnteredDossier) -> Iterator[dict[str, Any]]:
    for act in entered.acts:
        for pause in act.after.pauses:
            if pause not in act.before.pauses:
                yield {"dossier_id": entered.filed.filing.id, "begins": pause.begins, "ends": pause.ends}
