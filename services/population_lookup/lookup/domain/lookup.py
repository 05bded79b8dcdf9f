"""A decided look-up: matched, not matched, or refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from common.errors import Refusal
from population_lookup.law.domain.lawful_periods import Decision, LawfulPeriod
from population_lookup.lookup.domain.field_selection import FieldSelection
from population_lookup.lookup.domain.lookup_request import LookupRequest
from population_lookup.lookup.domain.operations import Operation, ResultKind
from population_lookup.register.domain.citizen import FIELDS, Citizen
from population_lookup.register.domain.household import RegisteredHousehold
from population_lookup.register.domain.person_key import PersonKey
from population_lookup.shared.domain.days import midnight
from population_lookup.shared.domain.lookup_states import LookupState

RESIDENCES = ("permanent_residence", "current_residence")
WITH_RECORDS = frozenset({ResultKind.PERSONS, ResultKind.HOUSEHOLD})


@dataclass(frozen=True, slots=True, repr=False)
class Disclosure:
    """`resident` has the requested number, even if name or birth date disagree; `citizen` is None then, and nothing is
    disclosed. `household` is theirs, where the operation answers it and they belong to one. `place_is_known` says
    whether the requested number begins with a place of birth registration.

    The last four are what a tester may order: fields that are left out or have no content although the law lists them,
    how often the record is returned, and how old it claims to be.
    """

    operation: Operation
    law: LawfulPeriod
    selection: FieldSelection
    resident: Citizen | None
    citizen: Citizen | None
    household: RegisteredHousehold | None = None
    place_is_known: bool = True
    left_out: frozenset[str] = frozenset()
    emptied: frozenset[str] = frozenset()
    copies: int = 1
    age: timedelta = timedelta()

    @classmethod
    def to(
        cls,
        operation: Operation,
        person: PersonKey,
        law: LawfulPeriod,
        selection: FieldSelection,
        nearest: Citizen | None,
        household: RegisteredHousehold | None = None,
        *,
        place_is_known: bool = True,
    ) -> "Disclosure":
        """`nearest` is the resident with the requested number, or another one where nobody has it: the comparison is
        made all the same. `household` is that of `nearest`."""
        agrees = nearest is not None and person.identifies(nearest)
        resident = nearest if nearest is not None and person.has_number_of(nearest) else None
        if resident is None or not agrees:
            return cls(operation, law, selection, resident, None, place_is_known=place_is_known)
        return cls(operation, law, selection, resident, resident, household, place_is_known)

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the disclosed fields."""
        if self.citizen is None:
            return ()
        return tuple(name for name in self.selection.disclosed if name not in self.left_out)

    @property
    def masked_fields(self) -> tuple[str, ...]:
        """The names of the fields that the law lists and the caller may not see."""
        return () if self.citizen is None else self.selection.masked

    @property
    def disclosed(self) -> dict[str, Any] | None:
        """What is returned of the citizen: nothing where nobody matched, and nothing by a confirmation. A masked field
        is None, as if nothing were known of it."""
        if self.citizen is None or self.operation.result not in WITH_RECORDS:
            return None
        return self._disclosed_of(self.citizen, self.fields, self.masked_fields)

    @property
    def members(self) -> tuple[Citizen, ...]:
        """The other members of the household of whom something is disclosed."""
        if self.citizen is None or self.household is None or not self.selection.disclosed_of_members:
            return ()
        return self.household.others_than(self.citizen)

    @property
    def member_fields(self) -> tuple[str, ...]:
        """The names of the fields that are disclosed of other members, whether there are any or not."""
        if self.citizen is None:
            return ()
        return tuple(name for name in self.selection.disclosed_of_members if name not in self.left_out)

    @property
    def masked_member_fields(self) -> tuple[str, ...]:
        """The names of the fields that the law lists for other members and the caller may not see."""
        return () if self.citizen is None else self.selection.masked_of_members

    @property
    def masked_of_anybody(self) -> tuple[str, ...]:
        """The names of the fields that are masked, of the citizen or of other members."""
        masked = {*self.masked_fields, *self.masked_member_fields}
        return tuple(name for name in FIELDS if name in masked)

    @property
    def disclosed_members(self) -> list[dict[str, Any]]:
        """What is returned of each of the other members, the head first."""
        return [self._disclosed_of_member(member) for member in self.members]

    @property
    def records(self) -> list[dict[str, Any]]:
        """All records that are returned, the head of the household first."""
        disclosed = self.disclosed
        if disclosed is None or self.citizen is None:
            return []
        if self.household is None:
            return [disclosed]
        ordered = self.household.in_order(self.citizen, self.members)
        return [disclosed if each is self.citizen else self._disclosed_of_member(each) for each in ordered]

    def _disclosed_of_member(self, member: Citizen) -> dict[str, Any]:
        return self._disclosed_of(member, self.member_fields, self.masked_member_fields)

    def _disclosed_of(self, citizen: Citizen, fields: Sequence[str], masked: Sequence[str]) -> dict[str, Any]:
        disclosed = citizen.disclose(fields)
        known = {name: None if name in self.emptied else value for name, value in disclosed.items()}
        if not masked:
            return known
        return {name: known.get(name) for name in FIELDS if name in known or name in masked}

    @property
    def former_communes(self) -> list[str]:
        """The codes of communes in the disclosed residences that still have a district: whoever lived there when
        districts were abolished has an address of today, unless the commune was divided."""
        if self.citizen is None or self.operation.result not in WITH_RECORDS:
            return []
        names = [name for name in self.fields if name in RESIDENCES and name not in self.emptied]
        residences = self.citizen.disclose(names).values()
        former = (residence for residence in residences if residence is not None and residence.district is not None)
        return [residence.commune for residence in former if residence.commune is not None]

    def valid_until(self, answered_at: datetime) -> datetime:
        """Until when the answer may be used: as long as its operation says, and no longer than the law that allowed it
        is in force (NĐ 47/2020, Articles 41 and 42)."""
        until = answered_at + timedelta(hours=self.operation.valid_hours)
        if self.law.effective_to is None:
            return until
        return min(until, midnight(self.law.effective_to))


@dataclass(frozen=True, slots=True, repr=False)
class Lookup:
    """A request and its outcome."""

    id: str
    request: LookupRequest
    requested_at: datetime
    answered_at: datetime
    outcome: Disclosure | Refusal

    @property
    def state(self) -> LookupState:
        if isinstance(self.outcome, Refusal):
            return LookupState.REFUSED
        return LookupState.NOT_MATCHED if self.outcome.citizen is None else LookupState.MATCHED

    @property
    def operation(self) -> str:
        """The name of the operation, as far as it is known."""
        return self.outcome.operation.name if isinstance(self.outcome, Disclosure) else self.request.operation

    @property
    def fields(self) -> tuple[str, ...]:
        return self.outcome.fields if isinstance(self.outcome, Disclosure) else ()

    @property
    def masked_fields(self) -> tuple[str, ...]:
        return self.outcome.masked_fields if isinstance(self.outcome, Disclosure) else ()

    @property
    def masked_of_anybody(self) -> tuple[str, ...]:
        return self.outcome.masked_of_anybody if isinstance(self.outcome, Disclosure) else ()

    @property
    def members(self) -> tuple[Citizen, ...]:
        """The other members of the household of whom something is disclosed."""
        return self.outcome.members if isinstance(self.outcome, Disclosure) else ()

    @property
    def member_fields(self) -> tuple[str, ...]:
        return self.outcome.member_fields if isinstance(self.outcome, Disclosure) and self.members else ()

    @property
    def masked_member_fields(self) -> tuple[str, ...]:
        return self.outcome.masked_member_fields if isinstance(self.outcome, Disclosure) and self.members else ()

    @property
    def valid_until(self) -> datetime | None:
        """None where nothing was answered."""
        return self.outcome.valid_until(self.answered_at) if isinstance(self.outcome, Disclosure) else None

    @property
    def law(self) -> LawfulPeriod | None:
        return self.outcome.law if isinstance(self.outcome, Disclosure) else None

    @property
    def recoded_to(self) -> str | None:
        """The code under which it was decided, where the request names the former provisional one."""
        code = None if self.law is None else self.law.procedure_code
        return None if code == self.request.procedure_code else code

    @property
    def decision(self) -> Decision | None:
        return None if self.law is None else self.law.decision

    @property
    def concerned_personal_id(self) -> str | None:
        """The citizen whose accesses include this one. Citizens also see look-ups that did not match."""
        resident = self.outcome.resident if isinstance(self.outcome, Disclosure) else None
        if resident is not None:
            return resident.personal_id
        return None if self.request.person is None else self.request.person.personal_id
