"""An item that follows the national catalogue names an existing record."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from procedures.decisions.domain.draft_refusals import UnknownNationalRecord
from procedures.decisions.domain.items import Item

SnapshotCodes = Mapping[UUID, frozenset[str]]
"""Each existing snapshot, with those of the requested codes that it has."""


def check_followed(items: Iterable[Item], snapshots: SnapshotCodes) -> None:
    """Raises `UnknownNationalRecord`. A repeal may follow a snapshot that no longer has the code."""
    for item in items:
        if (reference := item.national_record) is None:
            continue
        codes = snapshots.get(reference.snapshot_id)
        if codes is None or (not item.effect.ends and reference.code not in codes):
            raise UnknownNationalRecord(reference.snapshot_id, reference.code, item.number)
