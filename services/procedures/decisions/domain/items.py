"""One line of a Decision's list: what it does to one procedure, from which day, and on which legal document (Article 14
NĐ 63/2010)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from procedures.decisions.domain.published_as import MinistryPublication, PublishedAs
from procedures.law.domain.contents import Heading
from procedures.law.domain.item_effects import EFFECTS, Effect, ends, replaces_version
from procedures.law.domain.parts import Part
from procedures.law.domain.references import ItemKind
from procedures.shared.domain.document_numbers import CanonicalNumber, canonical_number
from procedures.shared.domain.procedure_codes import ProcedureCode


@dataclass(frozen=True, slots=True)
class NationalRecordRef:
    """The record of the national catalogue that an item follows. A repeal names the snapshot that no longer has the
    code."""

    snapshot_id: UUID
    code: ProcedureCode


@dataclass(frozen=True, slots=True)
class Item:
    """`legal_document_number` is the number of the legal document that the item cites, as the item writes it.

    `content` is that of the successor where there is one; where the text is not needed, only its heading is loaded.
    `changed_parts` is what the Decision states that it changes (Article 15 NĐ 63/2010); None where it states nothing.
    `published_as` is None where the item does not state what it publishes. `fee_delegation` is the number of the legal
    document that delegates the fee to the province. `ministry_publication` names the ministry's own publication as
    written in the Decision, `national_record` the record of an imported snapshot. `predecessor_unrecorded` states that
    no earlier version of the procedure is recorded here; `heading` is then that of a procedure which the item ends.
    `designation` is the code of the list for which the item designates the procedure. `list`, `section` and
    `list_number` are the heading of the list in which the Decision prints the item, the heading within the list, and
    its number there, as written.
    """

    number: int
    kind: ItemKind
    code: ProcedureCode
    effective_on: date
    legal_document_number: str | None = None
    successor_code: ProcedureCode | None = None
    online_level: str | None = None
    content: Heading | None = None
    changed_parts: tuple[Part, ...] | None = None
    published_as: PublishedAs | None = None
    ministry_publication: MinistryPublication | None = None
    fee_delegation: str | None = None
    national_record: NationalRecordRef | None = None
    predecessor_unrecorded: bool = False
    heading: Heading | None = None
    designation: str | None = None
    list: str | None = None
    section: str | None = None
    list_number: str | None = None

    def codes(self) -> Iterator[ProcedureCode]:
        """Every code whose timeline this item concerns."""
        yield self.code
        if self.successor_code is not None:
            yield self.successor_code

    @property
    def effect(self) -> Effect:
        return EFFECTS[self.kind]

    @property
    def replaces_version(self) -> bool:
        """Whether its content replaces an earlier one under the same code."""
        return replaces_version(self.kind, self.successor_code)

    @property
    def cited(self) -> CanonicalNumber | None:
        """The canonical number of the legal document that the item cites."""
        return None if self.legal_document_number is None else canonical_number(self.legal_document_number)

    def grounds(self) -> Iterator[CanonicalNumber]:
        """The canonical number of each document on which the item may rest: the one that it cites, then the ministry's
        Decision in which its content can be read."""
        if self.cited is not None:
            yield self.cited
        if self.ministry_publication is not None:
            yield canonical_number(self.ministry_publication.decision_number)

    def introduced(self) -> ProcedureCode | None:
        """The code that this item puts in force, if any."""
        return self.code if self.effect.begins else self.successor_code

    @property
    def ends_procedure(self) -> bool:
        return ends(self.kind, self.successor_code)
