"""One transaction of look-ups."""

from collections.abc import Collection, Sequence

from common.service.unit_of_work import UnitOfWork
from population_lookup.access_log.storage import repository as access_log
from population_lookup.law.domain.lawful_periods import LawfulPeriod
from population_lookup.law.storage import repository as law
from population_lookup.lookup.domain.lookup import Lookup
from population_lookup.lookup.storage import request_ids as requests
from population_lookup.register.domain.lookup_request import Question
from population_lookup.register.storage import codes
from population_lookup.register.storage import repository as residents


class LookupWork(UnitOfWork):
    async def law_is_current(self) -> bool:
        return await law.is_current(self.connection)

    async def lawful_periods(self, procedures: Collection[str]) -> dict[str, list[LawfulPeriod]]:
        return await law.lawful_periods(self.connection, procedures)

    async def claim_request_ids(self, asked: Sequence[tuple[str, Question]]) -> list[bool]:
        return await requests.claim_request_ids(self.connection, asked)

    async def residents_under(self, questions: Collection[Question]) -> residents.Found:
        return await residents.residents_under(self.connection, questions)

    async def places_of_birth_registration(self, places: Collection[str]) -> frozenset[str]:
        return await codes.places_of_birth_registration(self.connection, places)

    async def write_down(self, lookups: Sequence[tuple[Lookup, str, str]]) -> None:
        await access_log.write_lines(self.connection, lookups)

    def shard_of(self, subject: str) -> int:
        return 0 if self.log is None else self.log.shard_of(subject)
