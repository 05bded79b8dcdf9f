"""An item of a Decision that follows the national catalogue points to what is there."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from procedures.decisions.domain.draft_refusals import UnknownNationalRecord
from procedures.decisions.domain.items import Item

Known = Mapping[UUID, frozenset[str]]
"""Each snapshot that there is, with those of the codes asked for that it has."""


def check_followed(items: Iterable[Item], known: Known) -> None:
    """Raises `UnknownNationalRecord`. A repeal may follow a snapshot that has the code no more."""
    for item in items:
        if (reference := item.national_record) is None:
            continue
        codes = known.get(reference.snapshot_id)
        if codes is None or (not item.effect.ends and reference.code not in codes):
            raise UnknownNationalRecord(reference.snapshot_id, reference.code, item.number)
