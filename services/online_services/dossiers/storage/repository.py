"""Loads and saves dossiers, each locked by its row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, BindParameter, Select, Uuid, any_, bindparam, delete, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from online_services.clock.domain.deadline_warnings import DeadlineWarning
from online_services.clock.domain.working_time import Pause
from online_services.dossiers.domain.dossier import Dossier
from online_services.dossiers.domain.filing import FiledPaper, Person
from online_services.dossiers.domain.refusals import DossierNotFound
from online_services.dossiers.domain.transitions import Action, Role
from online_services.dossiers.storage.rows import (
    RecordedAct,
    dossier_of_row,
    person_of_row,
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
    dossier_assignment,
    dossier_paper,
    dossier_pause,
    dossier_person,
    dossier_reading,
    offered_procedure,
)

HOLD_LAW = text("SELECT id FROM offered_procedure WHERE code = :code FOR SHARE")
"""A change of the law locks the procedure's row for its whole transaction: what a filing reads of the law and of the
registry holds until the filing is committed."""
ID: BindParameter[UUID] = bindparam("id_of_dossier")
"""Statements that every act needs are built once: to build one costs as much as to execute it."""
WITH_PERSONS = select(dossier, dossier_person).join(dossier_person, dossier_person.c.dossier_id == dossier.c.id)
WITH_PERSON = WITH_PERSONS.where(dossier.c.id == ID)
LOCK = WITH_PERSON.with_for_update(of=dossier)
LOCK_FREE = (
    WITH_PERSONS.where(dossier.c.id == any_(bindparam("ids", type_=ARRAY(Uuid))))
    .order_by(dossier.c.id)
    .with_for_update(of=dossier, skip_locked=True)
)
PAUSES = (
    select(dossier_pause.c.begins, dossier_pause.c.ends)
    .where(dossier_pause.c.dossier_id == ID, dossier_pause.c.begins >= bindparam("since"))
    .order_by(dossier_pause.c.begins)
)
NEXT_NUMBER = """
    INSERT INTO dossier_counter (agency_code, day, last_number) VALUES ($1, $2, $3)
    ON CONFLICT (agency_code, day) DO UPDATE SET last_number = dossier_counter.last_number + excluded.last_number
    RETURNING last_number
"""
DOSSIER = [column.name for column in dossier.columns]
ACT = [column.name for column in dossier_act.columns]
PARAMETERS = [f"${number}" for number in range(1, len(DOSSIER) + len(ACT) + 7)]
OF_DOSSIER, OF_ACT, ARRAYS = PARAMETERS[: len(DOSSIER)], PARAMETERS[len(DOSSIER) : -6], PARAMETERS[-6:]
SAVE_ACT = f"""
    WITH saved AS (
        UPDATE dossier SET {", ".join(f"{name} = {value}" for name, value in zip(DOSSIER, OF_DOSSIER, strict=True))}
        WHERE id = $1
    ), paused AS (
        INSERT INTO dossier_pause (dossier_id, begins, ends)
        SELECT $1, * FROM unnest({ARRAYS[0]}::timestamptz[], {ARRAYS[1]}::timestamptz[])
    ), warned AS (
        INSERT INTO dossier_warning (dossier_id, clock_from, kind, threshold, warn_at)
        SELECT $1, * FROM unnest(
            {ARRAYS[2]}::timestamptz[], {ARRAYS[3]}::text[], {ARRAYS[4]}::int[], {ARRAYS[5]}::timestamptz[]
        )
        ON CONFLICT DO NOTHING
    )
    INSERT INTO dossier_act ({", ".join(ACT)}) VALUES ({", ".join(OF_ACT)})
"""  # noqa: S608 - our own text
"""What an act writes, in one statement for the same reason."""


@dataclass(frozen=True, slots=True)
class ActedDossier:
    """A dossier before and after an act, and the warnings of the appointment that it gave."""

    before: Dossier
    after: Dossier
    act: RecordedAct
    warnings: Sequence[DeadlineWarning] = ()

    def arguments(self) -> list[Any]:
        """Those of `SAVE_ACT`."""
        pauses, warned = rows_of_pauses(self.before, self.after), rows_of_warnings(self.after, self.warnings)
        return [
            *map(row_of_dossier(self.after).__getitem__, DOSSIER),
            *map(row_of_act(self.after, self.act).__getitem__, ACT),
            *(tuple(row[name] for row in pauses) for name in ("begins", "ends")),
            *(tuple(row[name] for row in warned) for name in ("clock_from", "kind", "threshold", "warn_at")),
        ]


class Dossiers:
    """A dossier that it returns to be changed stays locked until the end of the transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def hold_law(self, procedure_code: str) -> None:
        """A procedure that was never offered gets its row: else the first filing would hold nothing."""
        held = await self._connection.execute(HOLD_LAW, {"code": procedure_code})
        if held.one_or_none() is None:
            await self._connection.execute(
                insert(offered_procedure).values(code=procedure_code).on_conflict_do_nothing()
            )
            await self._connection.execute(HOLD_LAW, {"code": procedure_code})

    async def lock(self, id: UUID) -> tuple[Dossier, Person]:
        """Raises `DossierNotFound`."""
        return await self._read(id, LOCK)

    async def lock_free(self, ids: Iterable[UUID]) -> dict[UUID, tuple[Dossier, Person]]:
        """Those of the dossiers that exist and that no other transaction has locked, without their pauses."""
        rows = await self._connection.execute(LOCK_FREE, {"ids": sorted(set(ids))})
        return {row.id: (dossier_of_row(row, ()), person_of_row(row)) for row in rows}

    async def read(self, id: UUID) -> tuple[Dossier, Person]:
        """Raises `DossierNotFound`."""
        return await self._read(id, WITH_PERSON)

    async def _read(self, id: UUID, statement: Select[Any]) -> tuple[Dossier, Person]:
        row = (await self._connection.execute(statement, {ID.key: id})).one_or_none()
        if row is None:
            raise DossierNotFound(str(id))
        return dossier_of_row(row, await self._pauses(id, row.clock_from)), person_of_row(row)

    async def filed_by(self, id: UUID, subject: str) -> Dossier | None:
        """The dossier, if that person filed it."""
        filed = dossier_act.c
        statement = select(filed.dossier_id).where(
            filed.dossier_id == id, filed.action == Action.FILE.value, filed.acted_by == subject
        )
        if await self._connection.scalar(statement) is None:
            return None
        return (await self.read(id))[0]

    async def add(self, filed: Dossier, person: Person, papers: Sequence[FiledPaper]) -> None:
        id = filed.filing.id
        await self._connection.execute(insert(dossier), row_of_dossier(filed))
        await self._connection.execute(insert(dossier_person), row_of_person(id, person))
        if papers:
            await self._connection.execute(insert(dossier_paper), rows_of_papers(id, papers))

    async def save_act(
        self, before: Dossier, after: Dossier, act: RecordedAct, warnings: Sequence[DeadlineWarning] = ()
    ) -> None:
        """Writes what the act made of the dossier, with the pause that it ended and the warnings of the appointment
        that it gave, and that it was done. A warning that was emitted already is not added again."""
        arguments = ActedDossier(before, after, act, warnings).arguments()
        await (await driver_of(self._connection)).execute(SAVE_ACT, *arguments)

    async def save_acts(self, acts: Iterable[ActedDossier]) -> None:
        """Writes acts of several dossiers in one exchange."""
        await (await driver_of(self._connection)).executemany(SAVE_ACT, [act.arguments() for act in acts])

    async def record_act(self, after: Dossier, act: RecordedAct) -> None:
        """Records an act whose dossier is written already."""
        await self._connection.execute(insert(dossier_act), row_of_act(after, act))

    async def handled_by(self, id: UUID) -> set[str]:
        """The officers who ever acted as handlers of the dossier, or had it assigned. Who opened a sub-dossier acted as
        a handler of its parent; who entered an act of a past dossier did not do it."""
        acts = dossier_act.c
        handled = select(acts.acted_by).where(
            acts.dossier_id == id, acts.role == Role.HANDLER.value, acts.entered.is_(False)
        )
        assigned = select(acts.assigned_to).where(acts.dossier_id == id, acts.assigned_to.is_not(None))
        opened = (
            select(acts.acted_by)
            .join(dossier, dossier.c.id == acts.dossier_id)
            .where(dossier.c.parent_id == id, acts.action == Action.FILE.value)
        )
        return set(await self._connection.scalars(handled.union(assigned, opened)))

    async def assign(self, id: UUID, handler: str | None, at: datetime) -> None:
        """Assigns the dossier to the officer, or to nobody."""
        await self._connection.execute(delete(dossier_assignment).where(dossier_assignment.c.dossier_id == id))
        if handler is not None:
            values = {"dossier_id": id, "handler": handler, "assigned_at": at}
            await self._connection.execute(insert(dossier_assignment).values(values))

    async def next_number(self, agency: str, day: date, count: int = 1) -> int:
        """Returns the last of the `count` next numbers of the agency on the day. The row stays locked until the end of
        the transaction, so that numbers have no gaps: a transaction that fails gives its numbers back."""
        return int(await (await driver_of(self._connection)).fetchval(NEXT_NUMBER, agency, day, count))

    async def record_reading(
        self, id: UUID, reader: str, reader_name: str, agency: str, reason: str, at: datetime
    ) -> None:
        await self._connection.execute(
            insert(dossier_reading).values(
                dossier_id=id, reader=reader, reader_name=reader_name, agency_code=agency, reason=reason, read_at=at
            )
        )

    async def _pauses(self, id: UUID, since: datetime | None) -> list[Pause]:
        """The pauses since the limit counts."""
        if since is None:
            return []
        rows = await self._connection.execute(PAUSES, {ID.key: id, "since": since})
        return [Pause(row.begins, row.ends) for row in rows]
