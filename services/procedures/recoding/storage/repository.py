"""Procedures with provisional codes, and the acts that replace these."""

from datetime import date
from uuid import UUID

from sqlalchemy import Row, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.law.domain.references import Status
from procedures.recoding.domain.recodings import CodeDocument, ListedItem, ListedProcess, Recoding
from procedures.recoding.domain.refusals import ProcedureCodeTaken
from procedures.shared.domain.procedure_codes import ProcedureCode
from procedures.tables import decision, decision_item, internal_process, procedure, recoding


class Recodings:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def recorded(self, former: ProcedureCode) -> Recoding | None:
        """The act that replaced the provisional code, if it was replaced."""
        row = (await self._connection.execute(select(recoding).where(recoding.c.former_code == former))).one_or_none()
        return None if row is None else recoding_of(row)

    async def is_taken(self, code: ProcedureCode) -> bool:
        known = or_(procedure.c.code == code, procedure.c.provisional_code == code)
        return await self._connection.scalar(select(procedure.c.id).where(known)) is not None

    async def items(self, code: ProcedureCode) -> list[ListedItem]:
        """The items of published Decisions that name the procedure, also as a successor."""
        item = decision_item.c
        statement = (
            select(item.decision_id, item.number)
            .join(decision, decision.c.id == item.decision_id)
            .where(or_(item.procedure_code == code, item.successor_code == code))
            .where(decision.c.status == Status.PUBLISHED.value)
            .order_by(decision.c.recorded_at, item.decision_id, item.number)
        )
        return [ListedItem(*row) for row in await self._connection.execute(statement)]

    async def processes(self, code: ProcedureCode) -> list[ListedProcess]:
        """The internal processes of the procedure in published Decisions."""
        process = internal_process.c
        statement = (
            select(process.decision_id, process.code)
            .join(decision, decision.c.id == process.decision_id)
            .where(process.procedure_code == code, decision.c.status == Status.PUBLISHED.value)
            .order_by(decision.c.recorded_at, process.decision_id, process.code)
        )
        return [ListedProcess(*row) for row in await self._connection.execute(statement)]

    async def record(self, act: Recoding, by: str, agency: str) -> None:
        """Raises `ProcedureCodeTaken`, also where another transaction introduces the code meanwhile."""
        of_former = procedure.c.code == act.former_code
        document = {name: getattr(act.document, name) for name in CodeDocument.__dataclass_fields__}
        await self._connection.execute(
            insert(recoding).values(
                procedure_id=select(procedure.c.id).where(of_former).scalar_subquery(),
                former_code=act.former_code,
                code=act.code,
                agency_code=agency,
                recorded_by=by,
                recorded_at=act.recorded_at,
                **document,
            )
        )
        try:
            async with self._connection.begin_nested():
                await self._connection.execute(
                    update(procedure).where(of_former).values(code=act.code, provisional_code=act.former_code)
                )
        except IntegrityError as failed:
            raise ProcedureCodeTaken(act.code) from failed


def recoding_of(row: Row[tuple[UUID, str, date]]) -> Recoding:
    document = CodeDocument(**{name: getattr(row, name) for name in CodeDocument.__dataclass_fields__})
    return Recoding(ProcedureCode(row.former_code), ProcedureCode(row.code), document, row.recorded_at)
