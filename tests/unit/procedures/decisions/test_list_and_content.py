"""What an item may say by what it publishes (Article 13(2) NĐ 63/2010)."""

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
from procedures.law.domain.papers import Paper, PapersOfCase
from procedures.law.domain.parts import Part
from procedures.law.domain.submission_channels import Channel, Fee, TimeLimit
from tests.support.contents import contents
from tests.support.decisions import LAW, item

sampled = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PROVINCE_S = LegalDocument("15/2023/NQ-HĐND", "Nghị quyết của tỉnh", LAW.issued_on, LAW.effective_on, provincial=True)
DOCUMENTS = {document.number: document for document in (LAW, PROVINCE_S)}
FEE = Fee("Lệ phí", 8_000)


def listing(fees: tuple[Fee, ...] = (), **parts: Any) -> Content:
    """All that a province may state of a listed procedure."""
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
        else replace(listing(fees), **parts)
    )


def made(published_as: PublishedAs | None, content: Content | None = None, **parts: Any) -> Item:
    kind = "introduce" if content else "repeal"
    return (
        item(kind, **{"content": content, **parts}, published_as=published_as)
        if content
        else item(kind, **parts, published_as=published_as)
    )


def refusal(of: Item) -> Refusal:
    with pytest.raises(Refusal) as caught:
        check_published_as(of, DOCUMENTS)
    return caught.value


def test_a_list_item_states_place_time_agency_and_where_its_content_is_to_be_read() -> None:
    reference = MinistryPublication("1.001193", "1872/QĐ-BTP")
    check_published_as(made(PublishedAs.LIST, listing(), ministry_publication=reference), DOCUMENTS)
    check_published_as(made(PublishedAs.LIST), DOCUMENTS)


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
def test_a_list_item_that_states_what_the_ministry_states_is_refused_by_the_part(
    part: str, stated: dict[str, Any]
) -> None:
    found = refusal(made(PublishedAs.LIST, listing(**stated)))
    assert isinstance(found, ContentNotAllowedForList)
    assert found.facts["parts"] == [part]


def test_a_list_item_states_a_fee_only_with_the_document_that_delegates_it() -> None:
    with_fee = made(PublishedAs.LIST, listing((FEE,)))
    assert isinstance(refusal(with_fee), FeeNotDelegated)
    assert isinstance(refusal(replace(with_fee, fee_delegation="7/2023/NQ-HĐND")), LegalDocumentNotListed)
    check_published_as(replace(with_fee, fee_delegation=PROVINCE_S.number), DOCUMENTS)


def test_a_content_item_cites_a_document_of_the_province() -> None:
    whole = listing((FEE,), conditions="Đủ 18 tuổi")
    check_published_as(made(PublishedAs.CONTENT, whole, legal_document_number=PROVINCE_S.number), DOCUMENTS)
    for ground in (None, LAW.number):
        found = refusal(made(PublishedAs.CONTENT, whole, legal_document_number=ground))
        assert isinstance(found, ContentWithoutProvincialDocument)
        assert found.facts["legal_document_number"] == ground


@pytest.mark.parametrize("published_as", [None, PublishedAs.CONTENT])
@pytest.mark.parametrize(
    "more",
    [{"ministry_publication": MinistryPublication("1.001193", "1/QĐ-BTP")}, {"fee_delegation": PROVINCE_S.number}],
    ids=str,
)
def test_only_a_list_item_points_elsewhere_for_its_content_or_its_fee(
    published_as: PublishedAs | None, more: Any
) -> None:
    found = refusal(made(published_as, listing(), legal_document_number=PROVINCE_S.number, **more))
    assert isinstance(found, ItemIncomplete)
    assert found.facts["part"] == next(iter(more))


@sampled
@given(contents)
def test_who_does_not_say_what_he_publishes_is_held_to_nothing(content: Content) -> None:
    check_published_as(made(None, content), DOCUMENTS)


@sampled
@given(contents)
def test_a_list_item_is_taken_just_where_nothing_of_the_ministry_s_is_left_in_it(content: Content) -> None:
    own = {Part.STEPS, Part.PAPERS, Part.AUDIENCE, Part.RESULTS, Part.CONDITIONS}
    stated = {part for part in own if getattr(content, part.value)}
    whole = made(PublishedAs.LIST, content, fee_delegation=PROVINCE_S.number)
    if stated:
        assert set(refusal(whole).facts["parts"]) == stated
    emptied = replace(content, steps=(), papers=(), audience=(), results=(), conditions=None)
    check_published_as(replace(whole, content=emptied), DOCUMENTS)
