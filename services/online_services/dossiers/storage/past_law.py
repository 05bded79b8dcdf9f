"""What the law, the registry and the clock said on past days, of the procedures and agencies of one request: read once,
and then asked for many dossiers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from common.calendar.province_days import day_of
from online_services.clock.domain.clock_rules import ClockRules
from online_services.clock.storage.known_rules import rules_known_at
from online_services.dossiers.domain.filing import VersionContent
from online_services.dossiers.domain.filing_refusals import OnlineFilingNotOffered
from online_services.dossiers.storage.existing_agencies import require_existence
from online_services.law.domain.procedure import Procedure
from online_services.law.domain.refusals import ContentNotHereYet, ProcedureNotFound, ProcedureNotInForceOnDay
from online_services.law.storage.repository import procedures_by_code, recoded_codes
from online_services.registry.domain.online_filing import Obstacle, online_filing
from online_services.registry.domain.online_service import OnlineService
from online_services.registry.storage.repository import Registry
from online_services.tables import agency, clock_rule, procedure_period, version_content, working_hours


@dataclass(frozen=True, slots=True)
class PastVersion:
    number: int
    content: VersionContent


class PastLaw:
    """The calendar is the one that is known now: what was appointed on paper was appointed with the true one."""

    def __init__(self, read: AsyncConnection, now: datetime) -> None:
        self._read = read
        self._now = now
        self._codes: Mapping[str, str] = {}
        self._periods: dict[str, list[Row[Any]]] = defaultdict(list)
        self._contents: dict[tuple[str, int], VersionContent] = {}
        self._procedures: Mapping[str, Procedure] = {}
        self._services: dict[str, Sequence[OnlineService]] = {}
        self._agencies: dict[str, Row[Any]] = {}
        self._rules: dict[tuple[str, date], ClockRules] = {}
        self._changes: list[date] = []

    async def load(self, codes: Iterable[str], agencies: Iterable[str]) -> None:
        self._codes = await recoded_codes(self._read, codes)
        current = {self.code_of(code) for code in codes}
        period = procedure_period.c
        for row in await self._read.execute(select(procedure_period).where(period.procedure_code.in_(current))):
            self._periods[row.procedure_code].append(row)
        kept = version_content.c
        for row in await self._read.execute(select(version_content).where(kept.procedure_code.in_(current))):
            self._contents[row.procedure_code, row.version] = VersionContent(orjson.loads(row.content))
        self._procedures = await procedures_by_code(self._read, current)
        for code in sorted(current):
            self._services[code] = await Registry(self._read).services_of(code)
        for row in await self._read.execute(select(agency).where(agency.c.code.in_(set(agencies)))):
            self._agencies[row.code] = row
        rules, hours = select(clock_rule.c.valid_from), select(working_hours.c.valid_from)
        self._changes = sorted({*await self._read.scalars(rules), *await self._read.scalars(hours)})

    def code_of(self, code: str) -> str:
        """The code of the procedure, also for its former provisional one."""
        return self._codes.get(code, code)

    def version_on(self, code: str, on: date) -> PastVersion:
        """Raises `ProcedureNotFound`, `ProcedureNotInForceOnDay` and `ContentNotHereYet`."""
        if code not in self._periods:
            raise ProcedureNotFound(code)
        for row in self._periods[code]:
            if row.effective_from <= on and (row.effective_to is None or on < row.effective_to):
                if (code, row.version) not in self._contents:
                    raise ContentNotHereYet(code, row.version)
                return PastVersion(row.version, self._contents[code, row.version])
        raise ProcedureNotInForceOnDay(code, on)

    def require_online(self, code: str, on: date) -> None:
        """Raises `OnlineFilingNotOffered`. That a service is under review now says nothing of a past day."""
        filing = online_filing(on, self._procedures[code], self._services[code], content_is_here=True)
        if filing.obstacle not in (None, Obstacle.REVIEW_PENDING):
            raise OnlineFilingNotOffered(code, on)

    def require_agency(self, code: str, on: date) -> None:
        """Raises `AgencyNotExisting`."""
        require_existence(code, self._agencies.get(code), on)

    async def load_rules(self, code: str, moments: Iterable[datetime]) -> None:
        """Reads the rules of the clock once for each time in which they do not change."""
        for moment in moments:
            key = code, self._since(day_of(moment))
            if key not in self._rules:
                self._rules[key] = await rules_known_at(self._read, code, moment, self._now)

    def rules_at(self, code: str, moment: datetime) -> ClockRules:
        return self._rules[code, self._since(day_of(moment))]

    def _since(self, day: date) -> date:
        return max((change for change in self._changes if change <= day), default=date.min)
