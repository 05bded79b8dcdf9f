"""What an item of a Decision could say to follow a change of the national catalogue. What neither the catalogue nor the
law says is named as
missing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from procedures.law.domain.contents import Content
from procedures.law.domain.difference import changed_parts
from procedures.law.domain.parts import Part
from procedures.law.domain.references import ItemKind
from procedures.national_catalogue.domain.content_from_record import Missing, content_from
from procedures.national_catalogue.domain.records import NationalRecord
from procedures.national_catalogue.domain.refusals import NationalChangeNotApplicable

FOLLOWED = (
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
"""Parts of a record that a provincial content has too. Its field and agency are the province's own."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the drafter says: all of the content, or the codes that no catalogue knows."""

    content: Content | None = None
    agency_code: str | None = None
    field_code: str | None = None
    legal_document_number: str | None = None


@dataclass(frozen=True, slots=True)
class ProposedItem:
    """`changed_parts` as compared with the law in force; None where nothing goes on under the code."""

    kind: ItemKind
    content: Content | None
    changed_parts: tuple[Part, ...] | None
    missing: tuple[Missing, ...]


def propose(
    code: str, record: NationalRecord | None, parts: Sequence[str], law: Content | None, stated: Stated
) -> ProposedItem:
    """`record` None: the code is gone. `parts` are those that the catalogue changed; none where it is new. `law` is
    what is in force here.

    Raises `NationalChangeNotApplicable` where what is gone is no law here.
    """
    if record is None:
        if law is None:
            raise NationalChangeNotApplicable(code)
        why = "a repeal cites the legal document that ends the procedure, and the catalogue does not name it"
        return ProposedItem(
            ItemKind.REPEAL,
            None,
            None,
            () if stated.legal_document_number else (Missing("/legal_document_number", why),),
        )
    drafted = content_from(record, stated.agency_code, stated.field_code)
    if law is None:
        content, missing = (drafted.content, drafted.missing) if stated.content is None else (stated.content, ())
        return ProposedItem(ItemKind.INTRODUCE, content, None, _below_content(missing))
    taken = [part for part in FOLLOWED if part in parts or not parts]
    following = replace(law, **{part: getattr(drafted.content, part) for part in taken})
    content, missing = following, tuple(one for one in drafted.missing if one.pointer.split("/")[1] in taken)
    if stated.content is not None:
        content, missing = stated.content, ()
    return ProposedItem(ItemKind.AMEND, content, changed_parts(law, content), _below_content(missing))


def _below_content(missing: Sequence[Missing]) -> tuple[Missing, ...]:
    return tuple(Missing(f"/content{one.pointer}", one.why) for one in missing)
