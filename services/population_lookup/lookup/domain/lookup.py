"""One look-up, decided: answered with what the law lists, answered with nothing, or refused."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from population_lookup.law.domain.lawful_periods import Decision, LawfulPeriod
from population_lookup.lookup.domain.lookup_request import LookupRequest
from population_lookup.register.domain.citizen import Citizen
from population_lookup.register.domain.person_key import PersonKey
from population_lookup.shared.domain.refusals import LookupRefusal
from population_lookup.shared.domain.states import State


@dataclass(frozen=True, slots=True, repr=False)
class Disclosure:
    """`found` is who stands under the number, also where name or birth date disagree: then nothing of him is
    disclosed."""

    law: LawfulPeriod
    found: Citizen | None
    citizen: Citizen | None

    @classmethod
    def to(cls, person: PersonKey, law: LawfulPeriod, found: Citizen | None) -> "Disclosure":
        return cls(law, found, found if found is not None and person.identifies(found) else None)

    @property
    def fields(self) -> tuple[str, ...]:
        """What is disclosed."""
        return () if self.citizen is None else self.law.fields

    @property
    def disclosed(self) -> dict[str, Any] | None:
        return None if self.citizen is None else self.citizen.disclose(self.law.fields)


@dataclass(frozen=True, slots=True, repr=False)
class Lookup:
    """A request and its outcome."""

    id: str
    request: LookupRequest
    asked_at: datetime
    answered_at: datetime
    outcome: Disclosure | LookupRefusal

    @property
    def state(self) -> State:
        if isinstance(self.outcome, LookupRefusal):
            return State.REFUSED
        return State.NOT_MATCHED if self.outcome.citizen is None else State.MATCHED

    @property
    def fields(self) -> tuple[str, ...]:
        return self.outcome.fields if isinstance(self.outcome, Disclosure) else ()

    @property
    def law(self) -> LawfulPeriod | None:
        return self.outcome.law if isinstance(self.outcome, Disclosure) else None

    @property
    def decision(self) -> Decision | None:
        return None if self.law is None else self.law.decision

    @property
    def concerns(self) -> str | None:
        """Whose accesses this is one of; a look-up that failed is shown to the citizen too."""
        found = self.outcome.found if isinstance(self.outcome, Disclosure) else None
        return found.personal_id if found is not None else self.request.person.personal_id
