"""The differences between two versions."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, WithJsonSchema

from procedures.law.domain.difference import PartDifference, difference
from procedures.law.domain.difference_lines import Aspect, DifferenceLine, Value
from procedures.law.queries.two_versions import ComparedVersion
from procedures.shared.api.responses import DecisionRefOut, PeriodOut

JsonValue = str | int | float | list[str] | None
ComparedValue = Annotated[
    JsonValue, WithJsonSchema({"description": "a text, a number, a list of texts, or null where it was not stated"})
]
"""Without a type in the schema: a union with a list is code that does not compile in some generated clients."""


class VersionRefOut(BaseModel):
    """`period` is null where the version is not in force at any time."""

    number: int
    name: str
    period: PeriodOut | None
    decision: DecisionRefOut

    @classmethod
    def of(cls, version: ComparedVersion) -> Self:
        row = version.row
        period = None if row.effective_from is None else PeriodOut.model_validate(row, from_attributes=True)
        return cls(number=row.version, name=version.content.name, period=period, decision=DecisionRefOut.of_row(row))


class AspectOut(BaseModel):
    """The old and the new value of one attribute; null where it was not stated. An attribute of a nested entry is named
    like `form.name`."""

    name: str
    before: ComparedValue
    after: ComparedValue

    @classmethod
    def of(cls, aspect: Aspect) -> Self:
        return cls(name=aspect.name, before=_json_value(aspect.before), after=_json_value(aspect.after))


class DifferenceLineOut(BaseModel):
    """`change` is added, removed or changed. `path` names the entry, with the outermost entry first: `{"channel":
    "online", "fee": "Lệ phí"}`; it is empty where the part is a single value."""

    change: str
    path: dict[str, str]
    aspects: list[AspectOut]

    @classmethod
    def of(cls, line: DifferenceLine) -> Self:
        return cls(change=line.change, path=dict(line.path), aspects=[AspectOut.of(aspect) for aspect in line.aspects])


class PartOut(BaseModel):
    part: str
    changes: list[DifferenceLineOut]

    @classmethod
    def of(cls, part_difference: PartDifference) -> Self:
        changes = [DifferenceLineOut.of(line) for line in part_difference.lines]
        return cls(part=part_difference.part, changes=changes)


class DifferenceOut(BaseModel):
    """Only the parts that differ, in the order of Article 8(2) NĐ 63/2010; none where the contents are equal."""

    code: str
    before: VersionRefOut
    after: VersionRefOut
    parts: list[PartOut]

    @classmethod
    def of(cls, code: str, before: ComparedVersion, after: ComparedVersion) -> Self:
        return cls(
            code=code,
            before=VersionRefOut.of(before),
            after=VersionRefOut.of(after),
            parts=[PartOut.of(part) for part in difference(before.content, after.content)],
        )


def _json_value(value: Value | None) -> JsonValue:
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case _:
            return value
