"""Recorded agencies, fields and reference data."""

from datetime import date

from pydantic import BaseModel


class AgencyOut(BaseModel):
    """Valid in `[valid_from, valid_to)`; null leaves a side open. Agencies that have ended stay listed, since old
    Decisions name them. `successor_codes` are the agencies that its matters pass to, several where it was divided."""

    code: str
    name: str
    valid_from: date | None
    valid_to: date | None
    successor_codes: list[str]


class FieldOut(BaseModel):
    code: str
    name: str


class AdministrativeLevelOut(BaseModel):
    """Cấp thực hiện, valid in `[valid_from, valid_to)`; null leaves a side open."""

    code: str
    name: str
    rank: int
    valid_from: date | None
    valid_to: date | None


class AdministrativeLevels(BaseModel):
    """The highest first."""

    items: list[AdministrativeLevelOut]


class TopicOut(BaseModel):
    code: str
    name: str


class Topics(BaseModel):
    items: list[TopicOut]


class DesignationOut(BaseModel):
    """A list for which Decisions designate procedures. `online_level` is the level of online service for which it does
    so, null where it is another way of handling."""

    code: str
    name: str
    online_level: str | None


class DesignationLists(BaseModel):
    items: list[DesignationOut]
