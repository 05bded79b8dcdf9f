"""What a list item and a content item may state (Article 13(2) NĐ 63/2010)."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from common.errors import Refusal
from procedures.decisions.domain.decision import LegalDocument
from procedures.decisions.domain.draft_refusals import ItemIncomplete, LegalDocumentNotListed
from procedures.decisions.domain.items import Item
from procedures.decisions.domain.list_and_content import check_published_as
from procedures.decisions.domain.published_as import MinistryPublication, PublishedAs
from procedures.decisions.domain.published_as_refusals import (
    ContentNotAllowedForList,
    ContentWithoutProvincialDocument,
    FeeNotDelegated,
)
from procedures.law.domain.contents import AgencyInRole, Content, LegalBasis, ProcedureResult, Role, StepsOfCase
from procedures.law.domain.fees import Fee, FeeForm
from procedures.law.domain.papers import Paper, PapersOfCase
from procedures.law.domain.parts import Part
from procedures.law.domain.submission_channels import Channel, TimeLimit
from tests.support.contents import contents
from tests.support.decisions import LAW, item
from tests.support.examples import examples

sampled = settings(max_examples=examples(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])
PROVINCIAL = LegalDocument("15/2023/NQ-HĐND", "Nghị quyết của tỉnh", LAW.issued_on, LAW.effective_on, provincial=True)
DOCUMENTS = {document.canonical_number: document for document in (LAW, PROVINCIAL)}
FEE = Fee("Lệ phí", Decimal(8_000))


def listed_content(fees: tuple[Fee, ...] = (), **parts: Any) -> Content:
    """Everything that a province may state of a listed procedure."""
    return (
        Content(
            name="Đăng ký khai sinh",
            field_code="G15-TP110",
            agency_code="H60.01",
            levels=("commune",),
            channels=(Channel("online", (TimeLimit(Decimal(1), "working_day", None, fees),)),),
            legal_bases=(LegalBasis("60/2014/QH13", "Luật Hộ tịch"),),
            agencies=(AgencyInRole(Role.EXECUTES, None, "Ủy ban nhân dân cấp xã"),),
        )
        if not parts
        else replace(listed_content(fees), **parts)
    )


def item_of(published_as: PublishedAs | None, content: Content | None = None, **parts: Any) -> Item:
    kind = "introduce" if content else "repeal"
    return (
        item(kind, **{"content": content, **parts}, published_as=published_as)
        if content
        else item(kind, **parts, published_as=published_as)
    )


def refusal(refused_item: Item) -> Refusal:
    with pytest.raises(Refusal) as caught:
        check_published_as(refused_item, DOCUMENTS)
    return caught.value


def test_a_list_item_states_place_time_agency_and_the_ministry_publication() -> None:
    publication = MinistryPublication("1.001193", "1872/QĐ-BTP")
    check_published_as(item_of(PublishedAs.LIST, listed_content(), ministry_publication=publication), DOCUMENTS)
    check_published_as(item_of(PublishedAs.LIST), DOCUMENTS)


@pytest.mark.parametrize(
    ("part", "stated"),
    [
        ("steps", {"steps": (StepsOfCase(None, ("Nộp",)),)}),
        ("papers", {"papers": (PapersOfCase(None, (Paper(None, "Tờ khai"),)),)}),
        ("results", {"results": (ProcedureResult(None, "Giấy khai sinh"),)}),
        ("audience", {"audience": ("Công dân",)}),
        ("conditions", {"conditions": "Đủ 18 tuổi"}),
    ],
)
def test_a_list_item_that_states_a_part_of_the_ministry_is_refused(part: str, stated: dict[str, Any]) -> None:
    error = refusal(item_of(PublishedAs.LIST, listed_content(**stated)))
    assert isinstance(error, ContentNotAllowedForList)
    assert error.facts["parts"] == [part]


def test_a_list_item_states_a_fee_only_with_the_document_that_delegates_it() -> None:
    with_fee = item_of(PublishedAs.LIST, listed_content((FEE,)))
    assert isinstance(refusal(with_fee), FeeNotDelegated)
    assert isinstance(refusal(replace(with_fee, fee_delegation="7/2023/NQ-HĐND")), LegalDocumentNotListed)
    check_published_as(replace(with_fee, fee_delegation=PROVINCIAL.number), DOCUMENTS)


@pytest.mark.parametrize(
    "fee",
    [
        replace(FEE, laid_down_by="Thông tư 257/2016/TT-BTC"),
        Fee("Phí", None, None, FeeForm.AS_LAID_DOWN, laid_down_by="Thông tư 257/2016/TT-BTC"),
        Fee("Phí", None, None, FeeForm.NONE),
        Fee("Phí", None, None, FeeForm.NOT_PUBLISHED),
    ],
)
def test_a_list_item_may_state_a_fee_that_the_state_lays_down_and_that_there_is_none(fee: Fee) -> None:
    check_published_as(item_of(PublishedAs.LIST, listed_content((fee,))), DOCUMENTS)
    of_channel = replace(listed_content(), channels=(Channel("online", (), (fee, FEE)),))
    assert isinstance(refusal(item_of(PublishedAs.LIST, of_channel)), FeeNotDelegated)


def test_a_content_item_cites_a_document_of_the_province() -> None:
    whole = listed_content((FEE,), conditions="Đủ 18 tuổi")
    check_published_as(item_of(PublishedAs.CONTENT, whole, legal_document_number=PROVINCIAL.number), DOCUMENTS)
    for ground in (None, LAW.number):
        error = refusal(item_of(PublishedAs.CONTENT, whole, legal_document_number=ground))
        assert isinstance(error, ContentWithoutProvincialDocument)
        assert error.facts["legal_document_number"] == ground


@pytest.mark.parametrize("published_as", [None, PublishedAs.CONTENT])
@pytest.mark.parametrize(
    "members",
    [{"ministry_publication": MinistryPublication("1.001193", "1/QĐ-BTP")}, {"fee_delegation": PROVINCIAL.number}],
    ids=str,
)
def test_only_a_list_item_names_a_ministry_publication_or_a_fee_delegation(
    published_as: PublishedAs | None, members: Any
) -> None:
    error = refusal(item_of(published_as, listed_content(), legal_document_number=PROVINCIAL.number, **members))
    assert isinstance(error, ItemIncomplete)
    assert error.facts["part"] == next(iter(members))


@sampled
@given(contents)
def test_an_item_without_published_as_is_not_checked(content: Content) -> None:
    check_published_as(item_of(None, content), DOCUMENTS)


@sampled
@given(contents)
def test_a_list_item_is_accepted_exactly_where_it_states_no_part_of_the_ministry(content: Content) -> None:
    of_ministry = {Part.STEPS, Part.PAPERS, Part.AUDIENCE, Part.RESULTS, Part.CONDITIONS}
    stated = {part for part in of_ministry if getattr(content, part.value)}
    if content.dossier_sets is not None:
        stated.add(Part.PAPERS)
    whole = item_of(PublishedAs.LIST, content, fee_delegation=PROVINCIAL.number)
    if stated:
        assert set(refusal(whole).facts["parts"]) == stated
    emptied = replace(content, steps=(), papers=(), audience=(), results=(), conditions=None, dossier_sets=None)
    check_published_as(replace(whole, content=emptied), DOCUMENTS)
