"""Agencies and fields as an officer records them."""

from typing import Annotated, TypeVar

from pydantic import AfterValidator, ConfigDict, Field

from procedures.api.asked.examples import AGENCIES, FIELDS
from procedures.api.asked.texts import AgencyCode, Body, Day, FieldCode, Line
from procedures.storage.registers import Entry

MOST = 5_000


class AgencyIn(Body):
    """A `valid_from` that is left out leaves the recorded one as it is."""

    code: AgencyCode
    name: Line
    valid_from: Day | None = None

    def entry(self) -> Entry:
        return Entry(self.code, self.name, self.valid_from)


class FieldIn(Body):
    """Lĩnh vực."""

    code: FieldCode
    name: Line

    def entry(self) -> Entry:
        return Entry(self.code, self.name)


T = TypeVar("T", AgencyIn, FieldIn)


def each_once(given: tuple[T, ...]) -> tuple[T, ...]:
    if len({one.code for one in given}) < len(given):
        raise ValueError("each code is given once")
    return given


class AgenciesIn(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [AGENCIES]})

    agencies: Annotated[tuple[AgencyIn, ...], Field(min_length=1, max_length=MOST), AfterValidator(each_once)]


class FieldsIn(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [FIELDS]})

    fields: Annotated[tuple[FieldIn, ...], Field(min_length=1, max_length=MOST), AfterValidator(each_once)]
