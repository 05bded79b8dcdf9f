"""The difference between two records of one procedure in the national catalogue, by the parts of Article 15 NĐ
63/2010."""

from collections.abc import Iterator

from procedures.national_catalogue.domain.records import NationalRecord

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
    """The parts that differ, among the `comparable` ones that both files contain; None compares all parts. Only the
    order of steps and papers counts."""
    return tuple(part for part in _parts(comparable) if _value(before, part) != _value(after, part))


def _parts(comparable: frozenset[str] | None) -> Iterator[str]:
    return (part for part in PARTS if comparable is None or part in comparable)


def _value(record: NationalRecord, part: str) -> object:
    value = getattr(record, PARTS[part])
    if part in ("steps", "papers") or not isinstance(value, tuple):
        return value
    return sorted(value, key=repr)
