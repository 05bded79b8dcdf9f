"""One transaction of this service, with what it works on."""

from sqlalchemy.ext.asyncio import AsyncConnection

from common.clock import Clock
from common.streams.log import EventLog
from common.unit_of_work import UnitOfWork
from procedures.storage.calendar import CalendarDays
from procedures.storage.channels import Channels
from procedures.storage.decisions import Decisions
from procedures.storage.histories import Histories
from procedures.storage.later_acts import LaterActs
from procedures.storage.national import NationalCatalogue
from procedures.storage.processes import Processes
from procedures.storage.registers import Registers
from procedures.storage.reviews import Reviews
from procedures.storage.road import Road
from procedures.storage.search_terms import SearchTerms
from procedures.storage.subscribers import Subscribers
from procedures.storage.timelines import Timelines


class ProceduresWork(UnitOfWork):
    def __init__(self, connection: AsyncConnection, clock: Clock, log: EventLog | None = None) -> None:
        super().__init__(connection, clock, log)
        self.registers = Registers(connection)
        self.decisions = Decisions(connection)
        self.road = Road(connection)
        self.timelines = Timelines(connection)
        self.histories = Histories(connection)
        self.later_acts = LaterActs(connection)
        self.calendar = CalendarDays(connection)
        self.channels = Channels(connection)
        self.processes = Processes(connection)
        self.reviews = Reviews(connection)
        self.national = NationalCatalogue(connection)
        self.search_terms = SearchTerms(connection)
        self.subscribers = Subscribers(connection)
