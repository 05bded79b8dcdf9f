"""What a list item and a content item may state: the content of a procedure is stated by whoever owns it (Article 13(2)
NĐ 63/2010)."""

from collections.abc import Iterator, Mapping
from typing import assert_never

from procedures.decisions.domain.decision import LegalDocument
from procedures.decisions.domain.draft_refusals import ItemIncomplete, LegalDocumentNotListed
from procedures.decisions.domain.items import Item
from procedures.decisions.domain.published_as import PublishedAs
from procedures.decisions.domain.published_as_refusals import (
    ContentNotAllowedForList,
    ContentWithoutProvincialDocument,
    FeeNotDelegated,
)
from procedures.law.domain.contents import Content
from procedures.law.domain.fees import Fee, FeeForm
from procedures.law.domain.parts import Part
from procedures.shared.domain.document_numbers import CanonicalNumber, canonical_number

MINISTRY_PARTS = (Part.STEPS, Part.PAPERS, Part.AUDIENCE, Part.RESULTS, Part.CONDITIONS)
"""The parts of a listed procedure that the ministry states. The province states the name, where the procedure belongs
and its legal bases, its place (`agencies`, `channels`), its time (`time_limits`) and, where delegated, the fee. The
population fields that may be looked up are this system's own matter and no part of a national record."""


def check_published_as(item: Item, documents: Mapping[CanonicalNumber, LegalDocument]) -> None:
    """An item without `published_as` is not checked.

    Raises `ContentNotAllowedForList`, `FeeNotDelegated`, `ContentWithoutProvincialDocument`, `LegalDocumentNotListed`,
    `ItemIncomplete`.
    """
    match item.published_as:
        case None:
            check_not_list(item)
        case PublishedAs.LIST:
            check_list_item(item, documents)
        case PublishedAs.CONTENT:
            check_not_list(item)
            if item.cited is None or not documents[item.cited].provincial:
                raise ContentWithoutProvincialDocument(item.code, item.number, item.legal_document_number)
        case _:
            assert_never(item.published_as)


def check_not_list(item: Item) -> None:
    """Only a list item names a ministry publication or a document that delegates the fee."""
    for part, value in (("ministry_publication", item.ministry_publication), ("fee_delegation", item.fee_delegation)):
        if value is not None:
            raise ItemIncomplete(item.number, item.published_as or item.kind, part, needed=False)


def check_list_item(item: Item, documents: Mapping[CanonicalNumber, LegalDocument]) -> None:
    if item.fee_delegation is not None and canonical_number(item.fee_delegation) not in documents:
        raise LegalDocumentNotListed(item.fee_delegation, item.number)
    if isinstance(item.content, Content):
        if stated := list(ministry_parts_of(item.content)):
            raise ContentNotAllowedForList(item.code, item.number, stated)
        if item.fee_delegation is None and (fees := [fee.name for fee in fees_of(item.content) if is_own(fee)]):
            raise FeeNotDelegated(item.code, item.number, fees)


def ministry_parts_of(content: Content) -> Iterator[Part]:
    for part in MINISTRY_PARTS:
        if getattr(content, part.value) or (part is Part.PAPERS and content.dossier_sets is not None):
            yield part


def fees_of(content: Content) -> Iterator[Fee]:
    return (fee for channel in content.channels for _, fee in channel.all_fees())


def is_own(fee: Fee) -> bool:
    """Whether the fee would be the province's own: it names no document that lays it down, and says how much is due. A
    list may state what the State has laid down for the whole country."""
    match fee.form:
        case FeeForm.AMOUNT | FeeForm.PER_UNIT | FeeForm.TIERS | FeeForm.PERCENTAGE | FeeForm.WORDS:
            return fee.laid_down_by is None
        case FeeForm.AS_LAID_DOWN | FeeForm.NONE | FeeForm.NOT_PUBLISHED:
            return False
        case _:
            assert_never(fee.form)
