"""Alarms about unusual look-ups of one hour. Officers and citizens are named in the access log only."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never


class AlarmKind(StrEnum):
    """`many_persons`: one officer looked up many people. `sequential_numbers`: one officer looked up numbers that
    follow one another. `many_officers`: many officers looked up one citizen. `not_matched`: a large part of an
    officer's look-ups did not match, in percent."""

    MANY_PERSONS = "many_persons"
    SEQUENTIAL_NUMBERS = "sequential_numbers"
    MANY_OFFICERS = "many_officers"
    NOT_MATCHED = "not_matched"


@dataclass(frozen=True, slots=True, repr=False)
class Alarm:
    """`number` is above `threshold`. It is about an officer of an agency, or about `person`, the number of a citizen;
    what it is not about is empty."""

    kind: AlarmKind
    agency_code: str
    officer_id: str
    person: str
    number: int
    threshold: int

    @property
    def reason(self) -> str:
        limit = f"the limit is {self.threshold}"
        match self.kind:
            case AlarmKind.MANY_PERSONS:
                return f"officer {self.officer_id} looked up {self.number} people within an hour; {limit}"
            case AlarmKind.SEQUENTIAL_NUMBERS:
                return f"officer {self.officer_id} looked up {self.number} numbers that follow one another; {limit}"
            case AlarmKind.MANY_OFFICERS:
                return f"{self.number} officers looked up {self.person} within an hour; {limit}"
            case AlarmKind.NOT_MATCHED:
                return f"{self.number} % of the look-ups of officer {self.officer_id} did not match; {limit} %"
            case _:
                assert_never(self.kind)
