"""One transaction of a look-up."""

from common.unit_of_work import UnitOfWork
from population_lookup.domain.citizen import Citizen
from population_lookup.domain.law import LawfulPeriod
from population_lookup.domain.lookup import Lookup
from population_lookup.domain.question import Question
from population_lookup.storage import access_log, codes, law, requests, residents


class LookupWork(UnitOfWork):
    async def law_is_current(self) -> bool:
        return await law.is_current(self.connection)

    async def lawful_periods(self, procedure_code: str) -> list[LawfulPeriod]:
        return await law.lawful_periods(self.connection, procedure_code)

    async def claim_request_id(self, account: str, question: Question) -> None:
        """Raises `RequestIdReused`."""
        await requests.claim_request_id(self.connection, account, question)

    async def resident_under(self, question: Question) -> Citizen | None:
        return await residents.resident_under(self.connection, question)

    async def is_place_of_birth_registration(self, place: str) -> bool:
        return await codes.is_place_of_birth_registration(self.connection, place)

    async def write_down(self, lookup: Lookup, account: str, form: str) -> None:
        await access_log.write_line(self.connection, lookup, account, form)
