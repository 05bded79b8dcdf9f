"""The item of a Decision that would follow a change of the national catalogue. Facts that neither the catalogue nor the
law in force states are listed as missing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from procedures.law.domain.contents import Content
from procedures.law.domain.difference import changed_parts
from procedures.law.domain.parts import Part
from procedures.law.domain.references import ItemKind
from procedures.national_catalogue.domain.comparison import states
from procedures.national_catalogue.domain.content_from_record import MissingFact, content_from
from procedures.national_catalogue.domain.records import NationalRecord
from procedures.national_catalogue.domain.refusals import NationalChangeNotApplicable

FOLLOWED_PARTS = (
    "name",
    "levels",
    "agencies",
    "steps",
    "channels",
    "papers",
    "results",
    "audience",
    "conditions",
    "legal_bases",
)
"""Parts of a record that a provincial content has too. The field and the agency are the province's own."""


@dataclass(frozen=True, slots=True)
class DrafterFacts:
    """What the drafter states: the whole content, or the codes and the legal document that the catalogue lacks."""

    content: Content | None = None
    agency_code: str | None = None
    field_code: str | None = None
    legal_document_number: str | None = None


@dataclass(frozen=True, slots=True)
class ProposedItem:
    """`changed_parts` compares the content with the law in force; None for a repeal."""

    kind: ItemKind
    content: Content | None
    changed_parts: tuple[Part, ...] | None
    missing: tuple[MissingFact, ...]


def propose(
    code: str, record: NationalRecord | None, parts: Sequence[str], law: Content | None, facts: DrafterFacts
) -> ProposedItem:
    """`record` is None where the code was removed. `parts` are those that the catalogue changed; none where the code is
    new. `law` is the content in force in the province; a part of it that the record does not state stays as it is.

    Raises `NationalChangeNotApplicable` where a removed code is not in force in the province.
    """
    if record is None:
        if law is None:
            raise NationalChangeNotApplicable(code)
        return _repeal(facts)
    drafted = content_from(record, facts.agency_code, facts.field_code)
    if law is None:
        content, missing = (drafted.content, drafted.missing) if facts.content is None else (facts.content, ())
        return ProposedItem(ItemKind.INTRODUCE, content, None, _below_content(missing))
    followed = [part for part in FOLLOWED_PARTS if (part in parts or not parts) and states(record, part)]
    content = replace(law, **{part: getattr(drafted.content, part) for part in followed})
    missing = tuple(fact for fact in drafted.missing if fact.pointer.split("/")[1] in followed)
    if facts.content is not None:
        content, missing = facts.content, ()
    return ProposedItem(ItemKind.AMEND, content, changed_parts(law, content), _below_content(missing))


def _repeal(facts: DrafterFacts) -> ProposedItem:
    reason = "a repeal cites the legal document that ends the procedure, and the catalogue does not name it"
    missing = () if facts.legal_document_number else (MissingFact("/legal_document_number", reason),)
    return ProposedItem(ItemKind.REPEAL, None, None, missing)


def _below_content(missing: Sequence[MissingFact]) -> tuple[MissingFact, ...]:
    return tuple(MissingFact(f"/content{fact.pointer}", fact.reason) for fact in missing)
