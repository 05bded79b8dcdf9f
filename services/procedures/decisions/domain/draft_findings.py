"""What a drafter should look at before the draft is published: it may be meant, but as it stands the publication would
be refused."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from procedures.decisions.domain.items import Item
from procedures.shared.domain.procedure_codes import ProcedureCode

PREDECESSOR, PROCEDURE = "predecessor-not-recorded", "procedure-not-recorded"


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """`item` is the number of the item."""

    rule: str
    item: int
    detail: str


def rests_on_record(items: Iterable[Item]) -> Iterator[Item]:
    """The items that need a version which is recorded earlier: they neither begin a procedure nor state that its
    earlier versions are not recorded, and no other item of the Decision begins it."""
    listed = list(items)
    begun = {item.introduced() for item in listed}
    yield from (item for item in listed if item.code not in begun and not item.predecessor_unrecorded)


def findings_of(items: Iterable[Item], recorded: frozenset[ProcedureCode]) -> Iterator[DraftFinding]:
    """`recorded` are the codes of which something is recorded."""
    for item in rests_on_record(items):
        if item.code in recorded:
            continue
        nothing = f"no version of {item.code} is recorded here"
        if item.effect.changes_periods:
            detail = f"{nothing}; if it is older than this register, state predecessor_unrecorded"
            yield DraftFinding(PREDECESSOR, item.number, detail)
        else:
            yield DraftFinding(PROCEDURE, item.number, nothing)
