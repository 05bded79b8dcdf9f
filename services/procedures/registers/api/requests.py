"""Agencies, fields and lists of designation as an officer records them."""

from typing import Annotated, TypeVar

from pydantic import AfterValidator, ConfigDict, Field

from common.http.days import Day
from procedures.law.domain.references import OnlineLevel
from procedures.registers.api.examples import AGENCIES, DESIGNATIONS, FIELDS
from procedures.registers.domain.designation_lists import Designation
from procedures.registers.storage.repository import RegisterEntry
from procedures.shared.api.text_fields import AgencyCode, Body, FieldCode, Line

MOST = 5_000


class AgencyIn(Body):
    """Valid in `[valid_from, valid_to)`; null opens that side. `successor_codes` are the agencies that its matters pass
    to, several where it was divided. A member that is omitted leaves the recorded one as it is."""

    code: AgencyCode
    name: Line
    valid_from: Day | None = None
    valid_to: Day | None = None
    successor_codes: Annotated[tuple[AgencyCode, ...], Field(max_length=200)] = ()

    def entry(self) -> RegisterEntry:
        given = {name: getattr(self, name) for name in ("valid_from", "valid_to", "successor_codes")}
        stated = {name: value for name, value in given.items() if name in self.model_fields_set}
        return RegisterEntry(self.code, self.name, stated)


class FieldIn(Body):
    """Lĩnh vực."""

    code: FieldCode
    name: Line

    def entry(self) -> RegisterEntry:
        return RegisterEntry(self.code, self.name)


class DesignationIn(Body):
    """A list for which Decisions may designate procedures; with an `online_level`, it is a list of online services."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,60}$")]
    name: Line
    online_level: OnlineLevel | None = None

    def entry(self) -> Designation:
        return Designation(self.code, self.name, None if self.online_level is None else self.online_level.value)


T = TypeVar("T", AgencyIn, FieldIn, DesignationIn)


def each_once(entries: tuple[T, ...]) -> tuple[T, ...]:
    if len({entry.code for entry in entries}) < len(entries):
        raise ValueError("each code may be given only once")
    return entries


class AgenciesIn(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [AGENCIES]})

    agencies: Annotated[tuple[AgencyIn, ...], Field(min_length=1, max_length=MOST), AfterValidator(each_once)]


class FieldsIn(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [FIELDS]})

    fields: Annotated[tuple[FieldIn, ...], Field(min_length=1, max_length=MOST), AfterValidator(each_once)]


class DesignationsIn(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [DESIGNATIONS]})

    designations: Annotated[tuple[DesignationIn, ...], Field(min_length=1, max_length=100), AfterValidator(each_once)]
