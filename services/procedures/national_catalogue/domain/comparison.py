"""What differs between two tellings of one procedure in the national catalogue, by the parts of Article 15 NĐ
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
"""Channels carry their time limits and fees. `decision_number` is no part of a procedure, but its change is a
ministry's act."""

IN_EXPORT = frozenset({"name", "field", "ministry", "agencies"})
"""All that the portal's list export tells."""


def differing(before: NationalRecord, after: NationalRecord, told: frozenset[str] | None = None) -> tuple[str, ...]:
    """The parts that differ, of those that both sources tell; None: of all. Order counts for steps only."""
    return tuple(part for part in _parts(told) if _comparable(before, part) != _comparable(after, part))


def _parts(told: frozenset[str] | None) -> Iterator[str]:
    return (part for part in PARTS if told is None or part in told)


def _comparable(record: NationalRecord, part: str) -> object:
    said = getattr(record, PARTS[part])
    if part in ("steps", "papers") or not isinstance(said, tuple):
        return said
    return sorted(said, key=repr)
