"""The difference between two records of one procedure in the national catalogue, by the parts of Article 15 NĐ
63/2010."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import singledispatch

from procedures.law.domain.contents import LegalBasis
from procedures.law.domain.time_limit_reading import read_time_limit
from procedures.law.domain.time_limit_texts import time_limit_text
from procedures.national_catalogue.domain.records import (
    NationalChannel,
    NationalFee,
    NationalPapersOfCase,
    NationalRecord,
    NationalTimeLimit,
)
from procedures.shared.domain.document_numbers import canonical_number

PARTS = {
    "name": "name",
    "field": "field_name",
    "ministry": "ministry",
    "levels": "levels",
    "agencies": "agencies",
    "steps": "steps",
    "channels": "channels",
    "papers": "papers",
    "results": "results",
    "audience": "audience",
    "conditions": "conditions",
    "reception": "reception",
    "legal_bases": "legal_bases",
    "decision_number": "decision_number",
}
"""The field of the record for each part. Channels include their time limits and fees. `decision_number` is not a part
of a procedure, but a new number shows that the ministry issued another Decision."""

PARTS_IN_EXPORT = frozenset({"name", "field", "ministry", "agencies"})
"""The only parts that the portal's list export contains."""


def changed_parts(
    before: NationalRecord, after: NationalRecord, comparable: frozenset[str] | None = None
) -> tuple[str, ...]:
    """The parts that differ, among the `comparable` ones that both files contain; None compares all parts. What changes
    no fact is no difference: the order of anything but steps, how an amount or a unit is spelled, white space."""
    return tuple(part for part in _parts(comparable) if _value(before, part) != _value(after, part))


def _parts(comparable: frozenset[str] | None) -> Iterator[str]:
    return (part for part in PARTS if comparable is None or part in comparable)


def _value(record: NationalRecord, part: str) -> object:
    if part == "decision_number":
        return canonical_number(record.decision_number or "")
    value = _facts(getattr(record, PARTS[part]))
    return value if part == "steps" or not isinstance(value, tuple) else _sorted(value)


@singledispatch
def _facts(value: object) -> object:
    """A value of a record without its spelling."""
    return tuple(_facts(getattr(value, field.name)) for field in fields(value)) if is_dataclass(value) else value


@_facts.register
def _(value: str) -> str:
    return " ".join(value.split())


@_facts.register
def _(value: tuple) -> tuple[object, ...]:  # type: ignore[type-arg]  # singledispatch takes no type arguments
    return tuple(map(_facts, value))


@_facts.register
def _(value: NationalTimeLimit) -> object:
    return (_limit(value.raw), _facts(value.note))


@_facts.register
def _(value: NationalFee) -> object:
    amount = _text(value.raw) if value.amount is None else value.amount
    return (amount, _facts(value.note), _limit(value.time_limit or ""), _facts(value.time_limit_note))


@_facts.register
def _(value: LegalBasis) -> object:
    facts = [_facts(getattr(value, field.name)) for field in fields(value) if field.name != "number"]
    return (canonical_number(value.number or ""), *facts)


@_facts.register
def _(value: NationalChannel) -> object:
    return (value.channel, _sorted(_facts(value.time_limits)), _sorted(_facts(value.fees)))


@_facts.register
def _(value: NationalPapersOfCase) -> object:
    return (_facts(value.case), _sorted(_facts(value.papers)))


def _limit(raw: str) -> object:
    """A time without its spelling: `05 Ngày` is `5 ngày`."""
    return _text(time_limit_text(read_time_limit(raw)))


def _text(raw: str) -> str:
    return " ".join(raw.casefold().split())


def _sorted(value: object) -> list[object]:
    return sorted(value, key=repr) if isinstance(value, tuple) else [value]
