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
from online_services.dossiers.storage.rows import (
    RecordedAct,
    row_of_act,
    row_of_dossier,
    row_of_person,
    rows_of_papers,
    rows_of_pauses,
    rows_of_warnings,
)
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
        acts = [act for each in entered for act in each.acts]
        await self._insert(dossier_pause, [row for act in acts for row in rows_of_pauses(act.before, act.after)])
        warnings = [row for each in entered for row in rows_of_warnings(each.last, each.warnings)]
        await self._insert(dossier_warning, warnings)

    async def _insert(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            await self._connection.execute(insert(table), rows)


def _acts(entered: EnteredDossier, by: str) -> Iterator[dict[str, Any]]:
    filing = entered.filed.filing
    agency, at = filing.agencies.filed_at, filing.filed_at
    yield row_of_act(entered.filed, RecordedAct(Action.FILE, Role.RECEIVER, by, agency, at, entered=True))
    for act in entered.acts:
        agency, stated = filing.agencies.deciding, act.stated
        recorded = RecordedAct(stated.action, act.role, by, agency, stated.at, stated.reason, entered=True)
        yield row_of_act(act.after, recorded)
