"""What the kind of an item lets it say: who owns the content of a procedure states it (Article 13(2) NĐ 63/2010)."""

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
from procedures.law.domain.parts import Part
from procedures.law.domain.submission_channels import Fee

MINISTRY_S = (Part.STEPS, Part.PAPERS, Part.AUDIENCE, Part.RESULTS, Part.CONDITIONS)
"""The parts that a listed procedure has from the ministry. The province states the name, where it belongs and on which
legal basis, its
place (`agencies`, `channels`), its time (`time_limits`) and, where that is delegated, the fee; which population fields
may be asked for is
this system's own matter and no part of a national record."""


def check_published_as(item: Item, documents: Mapping[str, LegalDocument]) -> None:
    """An item that does not say what it publishes is held to none of this.

    Raises `ContentNotAllowedForList`, `FeeNotDelegated`, `ContentWithoutProvincialDocument`, `LegalDocumentNotListed`,
    `ItemIncomplete`.
    """
    match item.published_as:
        case None:
            check_no_list(item)
        case PublishedAs.LIST:
            check_list(item, documents)
        case PublishedAs.CONTENT:
            check_no_list(item)
            if item.legal_document_number is None or not documents[item.legal_document_number].provincial:
                raise ContentWithoutProvincialDocument(item.code, item.number, item.legal_document_number)
        case _:
            assert_never(item.published_as)


def check_no_list(item: Item) -> None:
    """Only an item of the list says where its content is to be read, and who leaves it the fee."""
    for part, value in (("ministry_publication", item.ministry_publication), ("fee_delegation", item.fee_delegation)):
        if value is not None:
            raise ItemIncomplete(item.number, item.published_as or item.kind, part, needed=False)


def check_list(item: Item, documents: Mapping[str, LegalDocument]) -> None:
    if item.fee_delegation is not None and item.fee_delegation not in documents:
        raise LegalDocumentNotListed(item.fee_delegation, item.number)
    if isinstance(item.content, Content):
        if stated := list(ministry_s_parts(item.content)):
            raise ContentNotAllowedForList(item.code, item.number, stated)
        if item.fee_delegation is None and (fees := [fee.name for fee in fees_of(item.content)]):
            raise FeeNotDelegated(item.code, item.number, fees)


def ministry_s_parts(content: Content) -> Iterator[Part]:
    return (part for part in MINISTRY_S if getattr(content, part.value))


def fees_of(content: Content) -> Iterator[Fee]:
    return (fee for channel in content.channels for limit in channel.time_limits for fee in limit.fees)
