"""One transaction of this service, with what it works on."""

from sqlalchemy.ext.asyncio import AsyncConnection

from common.clock import Clock
from common.eventlog.log import EventLog
from common.service.unit_of_work import UnitOfWork
from procedures.calendar.storage.repository import CalendarDays
from procedures.decisions.storage.approval_repository import Road
from procedures.decisions.storage.repository import Decisions
from procedures.law.storage.repository import Timelines
from procedures.national_catalogue.storage.repository import NationalCatalogue
from procedures.processes.storage.repository import Processes
from procedures.publication_channels.storage.repository import Channels
from procedures.rectification.storage.histories import Histories
from procedures.rectification.storage.repository import LaterActs
from procedures.registers.storage.repository import Registers
from procedures.reviews.storage.repository import Reviews
from procedures.search.storage.repository import SearchTerms
from procedures.webhooks.storage.repository import Subscribers


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
