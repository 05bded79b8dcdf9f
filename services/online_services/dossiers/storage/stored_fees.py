"""Fees and their settlements: rows are added and never changed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from online_services.dossiers.domain.fee_refusals import PaymentUsedAlready
from online_services.dossiers.domain.fees import Fee, Settlement
from online_services.tables import dossier_fee, dossier_fee_settlement


class Fees:
    """The dossier is locked by its row: of two acts on one dossier the second sees what the first has added."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def request(self, id: UUID, amount: int, ground: str, at: datetime) -> Fee:
        statement = select(func.count()).select_from(dossier_fee).where(dossier_fee.c.dossier_id == id)
        fee = Fee((await self._connection.execute(statement)).scalar_one() + 1, amount, ground)
        values = {"dossier_id": id, "number": fee.number, "amount": amount, "ground": ground, "requested_at": at}
        await self._connection.execute(insert(dossier_fee).values(values))
        return fee

    async def owed(self, id: UUID) -> Fee:
        """The fee that was asked for last, where the dossier waits for it."""
        statement = (
            select(dossier_fee).where(dossier_fee.c.dossier_id == id).order_by(dossier_fee.c.number.desc()).limit(1)
        )
        row = (await self._connection.execute(statement)).one()
        return Fee(row.number, row.amount, row.ground)

    async def settle(self, id: UUID, fee: Fee, settlement: Settlement, at: datetime) -> None:
        """Raises `PaymentUsedAlready`: a payment at the treasury settles one fee, also of two at the same time."""
        statement = (
            insert(dossier_fee_settlement)
            .values(
                dossier_id=id,
                number=fee.number,
                settled_by=settlement.by.value,
                amount=settlement.amount,
                reference=settlement.reference,
                settled_at=at,
            )
            .on_conflict_do_nothing()
            .returning(dossier_fee_settlement.c.number)
        )
        if (await self._connection.execute(statement)).one_or_none() is None:
            raise PaymentUsedAlready(settlement.reference or "")
