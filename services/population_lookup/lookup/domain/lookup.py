"""A decided look-up: matched, not matched, or refused."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from population_lookup.law.domain.lawful_periods import Decision, LawfulPeriod
from population_lookup.lookup.domain.lookup_request import LookupRequest
from population_lookup.register.domain.citizen import Citizen
from population_lookup.register.domain.person_key import PersonKey
from population_lookup.shared.domain.lookup_states import LookupState
from population_lookup.shared.domain.refusals import LookupRefusal


@dataclass(frozen=True, slots=True, repr=False)
class Disclosure:
    """`resident` has the requested number, even if name or birth date disagree; `citizen` is None then, and nothing is
    disclosed."""

    law: LawfulPeriod
    resident: Citizen | None
    citizen: Citizen | None

    @classmethod
    def to(cls, person: PersonKey, law: LawfulPeriod, resident: Citizen | None) -> "Disclosure":
        return cls(law, resident, resident if resident is not None and person.identifies(resident) else None)

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the disclosed fields."""
        return () if self.citizen is None else self.law.fields

    @property
    def disclosed(self) -> dict[str, Any] | None:
        return None if self.citizen is None else self.citizen.disclose(self.law.fields)


@dataclass(frozen=True, slots=True, repr=False)
class Lookup:
    """A request and its outcome."""

    id: str
    request: LookupRequest
    requested_at: datetime
    answered_at: datetime
    outcome: Disclosure | LookupRefusal

    @property
    def state(self) -> LookupState:
        if isinstance(self.outcome, LookupRefusal):
            return LookupState.REFUSED
        return LookupState.NOT_MATCHED if self.outcome.citizen is None else LookupState.MATCHED

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
    def concerned_personal_id(self) -> str | None:
        """The citizen whose accesses include this one. Citizens also see look-ups that did not match."""
        resident = self.outcome.resident if isinstance(self.outcome, Disclosure) else None
        return resident.personal_id if resident is not None else self.request.person.personal_id
