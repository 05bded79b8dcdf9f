"""The difference between two records of one procedure in the national catalogue, by the parts of Article 15 NĐ
63/2010."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
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
    before: NationalRecord, after: NationalRecord, fuller: NationalRecord | None = None
) -> tuple[str, ...]:
    """The parts that differ, among those that both records state. A part that `before` does not state is compared with
    `fuller`, an earlier record that states it: a thinner file between two full ones hides no change. What changes no
    fact is no difference: the order of anything but steps, how an amount or a unit is spelled, white space."""
    return tuple(part for part in PARTS if states(after, part) and _differs(part, after, (before, fuller)))


def states(record: NationalRecord, part: str) -> bool:
    return record.stated is None or part in record.stated


def completed(record: NationalRecord, fuller: NationalRecord | None) -> NationalRecord:
    """The record with those parts of a fuller one that it does not state itself."""
    if record.stated is None or fuller is None:
        return record
    missing = [name for part, name in PARTS.items() if not states(record, part) and states(fuller, part)]
    stated = None if fuller.stated is None else tuple(sorted({*record.stated, *fuller.stated}))
    parts = {name: getattr(fuller, name) for name in missing}
    if "field_name" in parts or record.field_code is None:
        parts["field_code"] = fuller.field_code
    return replace(record, **parts, stated=stated)


def _differs(part: str, after: NationalRecord, earlier: Iterable[NationalRecord | None]) -> bool:
    for record in earlier:
        if record is not None and states(record, part):
            return _value(record, part) != _value(after, part)
    return False


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
