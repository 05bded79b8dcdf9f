"""The operations of the national service: what each of them answers, and what the law must list for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from common.errors import MalformedRequest
from population_lookup.law.domain.lawful_periods import LawfulPeriod
from population_lookup.lookup.domain.field_selection import FieldSelection
from population_lookup.register.domain.person_key import PersonKey
from population_lookup.shared.domain.refusals import (
    FieldNotListed,
    FieldNotReturned,
    OperationNotOffered,
    OperationUnknown,
)


class ResultKind(StrEnum):
    """`persons`: the record of the citizen. `confirmation`: whether there is one. `not_offered`: a list of people or an
    asynchronous job, which only the national service has."""

    PERSONS = "persons"
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
        if requested is not None:
            if missing := [name for name in requested if name not in law.population_fields]:
                raise FieldNotListed(law.procedure_code, law.version, missing)
            if others := [name for name in requested if name not in self.fields]:
                raise FieldNotReturned(self.name, others)
        requested_names = law.fields if requested is None else [name for name in law.fields if name in requested]
        returned = [name for name in requested_names if name in self.fields]
        hidden = frozenset[str]() if sees_sensitive else self.sensitive_fields
        return FieldSelection(
            disclosed=tuple(name for name in returned if name not in hidden),
            masked=tuple(name for name in returned if name in hidden),
        )

    def check_law(self, law: LawfulPeriod, person: PersonKey) -> None:
        """Raises `FieldNotListed`: whoever states a date of birth asks about it."""
        confirms_day = self.result is ResultKind.CONFIRMATION and person.birth_date is not None
        required = (*self.required_fields, "birth_date") if confirms_day else self.required_fields
        missing = [name for name in required if name not in law.population_fields]
        if missing:
            raise FieldNotListed(law.procedure_code, law.version, missing)

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
        return chosen

    def _shown(self) -> list[str]:
        return [f"{each.name} ({' or '.join(sorted(each.integration_codes))})" for each in self.offered]
