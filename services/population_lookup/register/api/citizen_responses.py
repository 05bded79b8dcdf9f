"""A citizen's record with English names; fields that the law does not list are absent."""

from dataclasses import asdict, is_dataclass
from typing import Any, Self

from pydantic import BaseModel

from population_lookup.register.domain.birth_date import BirthDate


class CodeOut(BaseModel):
    """`list` is the numbering that `code` belongs to."""

    list: str
    code: str
    name: str


class AddressOut(BaseModel):
    """`district` is null in addresses of the two-level government, since 1 July 2025."""

    province: str | None
    district: str | None
    commune: str | None
    detail: str
    country: str


class RelativeOut(BaseModel):
    full_name: str
    personal_id: str | None
    old_identity_card: str | None
    nationality: str


class HouseholdHeadOut(BaseModel):
    relation: CodeOut
    full_name: str
    personal_id: str | None
    old_identity_card: str | None


class CitizenOut(BaseModel):
    """A field that is missing is not listed by the law, or the request did not ask for it; one that is null is listed,
    but nothing is known, or the answer names it among its `masked_fields`."""

    personal_id: str | None = None
    old_identity_card: str | None = None
    full_name: str | None = None
    sex: CodeOut | None = None
    ethnic_group: CodeOut | None = None
    religion: CodeOut | None = None
    marital_status: CodeOut | None = None
    blood_group: CodeOut | None = None
    birth_date: str | None = None
    birth_registration_place: AddressOut | None = None
    nationality: str | None = None
    native_place: AddressOut | None = None
    permanent_residence: AddressOut | None = None
    current_residence: AddressOut | None = None
    father: RelativeOut | None = None
    mother: RelativeOut | None = None
    spouse: RelativeOut | None = None
    legal_representative: RelativeOut | None = None
    household_head: HouseholdHeadOut | None = None
    household_book: str | None = None

    @classmethod
    def of(cls, disclosed: dict[str, Any]) -> Self:
        return cls(**{name: _plain(part) for name, part in disclosed.items()})


def _plain(part: Any) -> Any:
    if isinstance(part, BirthDate):
        return str(part)
    return asdict(part) if is_dataclass(part) and not isinstance(part, type) else part
