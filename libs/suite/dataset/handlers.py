"""The agencies that handle procedures beside the sixteen to which Decisions belong. The brief counts 26 agencies and
names none; it is assumed that the others are three more agencies of the province and the seven districts of 2023."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from suite.dataset.subjects import Subject
from suite.dataset.tables import rows


@dataclass(frozen=True, slots=True)
class Handler:
    """An agency that handles the procedures of a level: those of its `fields`, or all where it has none. `valid_to` is
    the first day on which it no longer exists."""

    code: str
    name: str
    valid_to: str
    level: str
    fields: tuple[str, ...]

    def handles(self, subject: Subject) -> bool:
        return self.level in subject.levels and (not self.fields or subject.field.code in self.fields)

    def body(self) -> dict[str, Any]:
        return {"code": self.code, "name": self.name, **({"valid_to": self.valid_to} if self.valid_to else {})}


@cache
def handlers() -> tuple[Handler, ...]:
    return tuple(Handler(**{**row, "fields": tuple(row["fields"].split())}) for row in rows("handling"))  # type: ignore[arg-type]  # the columns are the dataclass's own
