"""One transaction of the registry."""

from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncConnection

from common.clock import Clock
from common.eventlog.log import EventLog
from common.service.unit_of_work import UnitOfWork
from online_services.law.domain.procedure import Procedure
from online_services.law.storage.repository import procedures_as_law
from online_services.registry.storage.repository import Registry


class OnlineServicesWork(UnitOfWork):
    def __init__(self, connection: AsyncConnection, clock: Clock, log: EventLog | None = None) -> None:
        super().__init__(connection, clock, log)
        self.registry = Registry(connection)

    async def procedures(self, codes: Iterable[str]) -> dict[str, Procedure]:
        """Ask after the registry's lock is held: what a consumer committed while we waited for it is then seen."""
        return await procedures_as_law(self.connection, codes)
