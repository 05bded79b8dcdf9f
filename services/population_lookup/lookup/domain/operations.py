"""The operations of the national service: what each of them answers, and what the law must list for it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from common.errors import MalformedRequest
from population_lookup.law.domain.lawful_periods import LawfulPeriod
from population_lookup.lookup.domain.field_selection import FieldSelection
from population_lookup.register.domain.citizen import FIELDS
from population_lookup.register.domain.person_key import PersonKey
from population_lookup.shared.domain.refusals import (
    FieldNotListed,
    FieldNotReturned,
    HouseholdMembersNotListed,
    OperationNotOffered,
    OperationUnknown,
)


class ResultKind(StrEnum):
    """`persons`: the record of the citizen. `household`: that, and the records of the other members of their household.
    `confirmation`: whether there is one. `not_offered`: a list of people or an asynchronous job, which only the
    national service has."""

    PERSONS = "persons"
    HOUSEHOLD = "household"
    CONFIRMATION = "confirmation"
    NOT_OFFERED = "not_offered"


class NameForm(StrEnum):
    """The name of a relative is one text, or three parts."""

    TEXT = "text"
    PARTS = "parts"


@dataclass(frozen=True, slots=True)
class Operation:
    """`fields` is what the answer may hold where the law lists it; the law must list all of `required_fields`. The
    answer may be used for `valid_hours`."""

    name: str
    integration_codes: frozenset[str]
    result: ResultKind
    fields: frozenset[str]
    required_fields: tuple[str, ...]
    name_form: NameForm
    birth_date_needed: bool
    sensitive_fields: frozenset[str] = frozenset()
    valid_hours: int = 24

    def select_fields(
        self, law: LawfulPeriod, requested: Sequence[str] | None, *, sees_sensitive: bool
    ) -> FieldSelection:
        """`requested` None asks for all that the law allows. Raises `FieldNotListed` or `FieldNotReturned`: no
        requested field is left out without a word."""
        of_members = law.household_member_fields if self.result is ResultKind.HOUSEHOLD else frozenset[str]()
        if requested is not None:
            listed = law.population_fields | of_members
            if missing := [name for name in requested if name not in listed]:
                raise FieldNotListed(law.procedure_code, law.version, missing)
            if others := [name for name in requested if name not in self.fields]:
                raise FieldNotReturned(self.name, others)
        hidden = frozenset[str]() if sees_sensitive else self.sensitive_fields
        return FieldSelection(
            *self._disclosed_and_masked(law.population_fields, requested, hidden),
            *self._disclosed_and_masked(of_members, requested, hidden),
        )

    def _disclosed_and_masked(
        self, listed: Collection[str], requested: Sequence[str] | None, hidden: Collection[str]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        lawful = [name for name in FIELDS if name in listed and name in self.fields]
        returned = [name for name in lawful if requested is None or name in requested]
        disclosed = tuple(name for name in returned if name not in hidden)
        return disclosed, tuple(name for name in returned if name in hidden)

    def check_law(self, law: LawfulPeriod, person: PersonKey) -> None:
        """Raises `FieldNotListed`: whoever states a date of birth asks about it. Raises `HouseholdMembersNotListed`."""
        confirms_day = self.result is ResultKind.CONFIRMATION and person.birth_date is not None
        required = (*self.required_fields, "birth_date") if confirms_day else self.required_fields
        missing = [name for name in required if name not in law.population_fields]
        if missing:
            raise FieldNotListed(law.procedure_code, law.version, missing)
        if self.result is ResultKind.HOUSEHOLD and not self.fields & law.household_member_fields:
            raise HouseholdMembersNotListed(law.procedure_code, law.version, self.name)

    def check_person(self, person: PersonKey) -> None:
        """Raises `MalformedRequest`."""
        if self.birth_date_needed and person.birth_date is None:
            raise MalformedRequest("missing or malformed: NgayThangNamSinh (birth_date)")


class Operations:
    """Those of one day."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self._named = {operation.name: operation for operation in operations}
        self._by_code = {code: each for each in self._named.values() for code in each.integration_codes}

    @property
    def offered(self) -> list[Operation]:
        return [each for each in self._named.values() if each.result is not ResultKind.NOT_OFFERED]

    def chosen_by(self, name: str, code: str) -> Operation:
        """The integration code chooses where there is one, whatever the name. Raises `OperationUnknown` or
        `OperationNotOffered`."""
        named = self._named.get(name)
        if (name and named is None) or (code and code not in self._by_code):
            raise OperationUnknown(self._shown())
        if named is not None and named.result is ResultKind.NOT_OFFERED:
            raise OperationNotOffered(named.name)
        chosen = self._by_code[code] if code else named
        if chosen is None:
            raise OperationUnknown(self._shown())
        if chosen.result is ResultKind.NOT_OFFERED:
            raise OperationNotOffered(chosen.name)
        return chosen

    def _shown(self) -> list[str]:
        return [f"{each.name} ({' or '.join(sorted(each.integration_codes))})" for each in self.offered]
