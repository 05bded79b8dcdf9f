"""Rules of a draft that do not depend on the law in force."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from common.errors import Refusal
from procedures.decisions.domain import draft_refusals as refusals
from procedures.decisions.domain.decision import Decision, LegalDocument
from procedures.decisions.domain.drafting import check_draft
from procedures.processes.domain.internal_processes import Process
from procedures.processes.domain.refusals import DuplicateProcessCode
from procedures.registers.domain import refusals as register_refusals
from tests.support.decisions import LAW, REFERENCE_DATA, SIGNED, code, day, decision, heading, item

TODAY = date(2023, 4, 1)


def check(draft: Decision, *, may_enter_back: bool = False) -> None:
    check_draft(draft, REFERENCE_DATA, TODAY, may_enter_back)


def refusal(draft: Decision, *, may_enter_back: bool = False) -> Refusal:
    with pytest.raises(Refusal) as caught:
        check(draft, may_enter_back=may_enter_back)
    return caught.value


def process(name: str = "QT.0001") -> Process:
    return Process(name, code(1), "Quy trình", inter_agency=False, agency_code="H60.02")


def test_a_decision_with_an_item_of_each_kind_is_accepted() -> None:
    kinds = ["introduce", "amend", "replace", "repeal", "declare_online"]
    check(
        decision(
            *(item(kind, number=n) for n, kind in enumerate(kinds, 1)),
            topics=("household_book",),
            processes=(process(),),
        )
    )


def test_a_replacement_may_name_a_successor() -> None:
    check(decision(item("replace", successor_code=code(9))))


def test_two_items_for_one_code_are_refused() -> None:
    error = refusal(decision(item("amend", code(7), number=1), item("repeal", code(7), number=2)))
    assert isinstance(error, refusals.SeveralItemsForProcedure)
    assert error.facts == {"procedure": code(7), "items": [1, 2]}


def test_a_successor_counts_as_an_item_for_its_code() -> None:
    draft = decision(item("replace", code(7), number=1, successor_code=code(8)), item("introduce", code(8), number=2))
    assert isinstance(refusal(draft), refusals.SeveralItemsForProcedure)
    two_predecessors = decision(
        item("replace", code(7), number=1, successor_code=code(9)),
        item("replace", code(8), number=2, successor_code=code(9)),
    )
    assert isinstance(refusal(two_predecessors), refusals.SeveralItemsForProcedure)


def test_a_procedure_cannot_succeed_itself() -> None:
    assert isinstance(refusal(decision(item("replace", code(7), successor_code=code(7)))), refusals.SuccessorIsItself)


def test_items_are_numbered_once() -> None:
    assert isinstance(refusal(decision(item(number=1), item(about=code(2), number=1))), refusals.DuplicateItemNumber)


@pytest.mark.parametrize(
    ("kind", "parts", "part", "needed"),
    [
        ("introduce", {"content": None}, "content", True),
        ("amend", {"content": None}, "content", True),
        ("replace", {"content": None}, "content", True),
        ("repeal", {"content": heading()}, "content", False),
        ("declare_online", {"content": heading()}, "content", False),
        ("declare_online", {"online_level": None}, "online_level", True),
        ("introduce", {"online_level": "full"}, "online_level", False),
        ("standardise", {"content": None}, "content", True),
        ("confirm", {"content": heading()}, "content", False),
        ("designate", {"designation": None}, "designation", True),
        ("designate", {"online_level": "full"}, "online_level", False),
        ("confirm", {"designation": "postal"}, "designation", False),
        ("declare_online", {"designation": "postal"}, "online_level", False),
        ("declare_online", {"designation": "partial_online"}, "online_level", True),
        ("introduce", {"changed_parts": ()}, "changed_parts", False),
        ("repeal", {"changed_parts": ()}, "changed_parts", False),
        ("replace", {"successor_code": code(9), "changed_parts": ()}, "changed_parts", False),
        ("amend", {"successor_code": code(9)}, "successor_code", False),
        ("repeal", {"successor_code": code(9)}, "successor_code", False),
    ],
)
def test_each_kind_of_item_has_its_own_parts(kind: str, parts: dict[str, Any], part: str, needed: bool) -> None:
    error = refusal(decision(item(kind, **parts)))
    assert isinstance(error, refusals.ItemIncomplete)
    assert (error.facts["part"], error.facts["needed"]) == (part, needed)


def test_a_repeal_without_a_legal_document_is_refused() -> None:
    assert isinstance(
        refusal(decision(item("repeal", legal_document_number=None))), refusals.RepealWithoutLegalDocument
    )


@pytest.mark.parametrize("kind", ["repeal", "amend"])
def test_a_cited_document_must_be_listed(kind: str) -> None:
    assert isinstance(
        refusal(decision(item(kind, legal_document_number="1/2020/QH14"))), refusals.LegalDocumentNotListed
    )


def test_an_item_may_take_effect_on_the_day_of_the_decision() -> None:
    draft = decision(item(effective_on=SIGNED))
    check(draft)
    assert not draft.is_late


def test_an_item_that_takes_effect_before_its_decision_is_refused() -> None:
    error = refusal(decision(item(effective_on=day(-1))))
    assert isinstance(error, refusals.EffectiveBeforeDecision)
    assert error.facts["effective_on"] == day(-1)


def test_a_legal_document_in_effect_by_then_makes_it_lawful_and_late() -> None:
    draft = decision(item(effective_on=LAW.effective_on, legal_document_number=LAW.number))
    check(draft)
    assert draft.is_late


def test_a_legal_document_that_takes_effect_later_does_not_help() -> None:
    later = LegalDocument("5/2023/QĐ-UBND", "…", day(-20), day(-5))
    draft = decision(item(effective_on=day(-6), legal_document_number=later.number), legal_documents=(later,))
    assert isinstance(refusal(draft), refusals.EffectiveBeforeDecision)


def test_a_level_must_be_valid_on_the_decisions_own_date() -> None:
    of_district = item(content=heading(levels=("province", "district")), effective_on=date(2025, 8, 1))
    check(decision(of_district, signed_on=date(2025, 6, 30)))
    error = refusal(decision(of_district, signed_on=date(2025, 7, 1)))
    assert isinstance(error, register_refusals.AdministrativeLevelNotValid)
    assert error.facts["level"] == "district"
    assert isinstance(
        refusal(decision(item(content=heading(levels=("hamlet",))))), register_refusals.AdministrativeLevelNotValid
    )


@pytest.mark.parametrize(
    ("draft", "of_type", "facts"),
    [
        (decision(item(), agency_code="H60.99"), register_refusals.UnknownAgency, {"agencies": ["H60.99"]}),
        (
            decision(item(content=heading(agency_code="H60.98"))),
            register_refusals.UnknownAgency,
            {"agencies": ["H60.98"]},
        ),
        (
            decision(processes=(replace(process(), agency_code="H60.97"),)),
            register_refusals.UnknownAgency,
            {"agencies": ["H60.97"]},
        ),
        (decision(item(content=heading(field_code="G99-XX"))), refusals.UnknownField, {"fields": ["G99-XX"]}),
        (decision(item(), topics=("gossip",)), refusals.UnknownTopic, {"topics": ["gossip"]}),
    ],
)
def test_agencies_fields_and_topics_that_a_decision_names_must_be_recorded(
    draft: Decision, of_type: type[Refusal], facts: dict[str, object]
) -> None:
    error = refusal(draft)
    assert isinstance(error, of_type)
    assert error.facts == facts


def test_one_decision_approves_a_process_once() -> None:
    assert isinstance(refusal(decision(processes=(process(), process()))), DuplicateProcessCode)


def test_back_entry_needs_its_own_scope() -> None:
    old = decision(item(), back_entered=True, published_on=day(2))
    assert refusal(old).status == 403
    check(old, may_enter_back=True)


def test_only_a_back_entry_states_its_day_of_publication() -> None:
    assert isinstance(refusal(decision(item(), back_entered=True), may_enter_back=True), refusals.StatedDayMissing)
    assert isinstance(refusal(decision(item(), published_on=day(2)), may_enter_back=True), refusals.StatedDayMissing)


def test_a_stated_day_lies_in_the_past() -> None:
    published_tomorrow = decision(item(), back_entered=True, published_on=date(2023, 4, 2))
    signed_tomorrow = decision(item(), back_entered=True, signed_on=date(2023, 4, 2), published_on=TODAY)
    assert refusal(published_tomorrow, may_enter_back=True).facts["part"] == "published_on"
    assert refusal(signed_tomorrow, may_enter_back=True).facts["part"] == "signed_on"
    check(decision(item(), back_entered=True, published_on=TODAY), may_enter_back=True)


def test_a_decision_is_signed_before_it_is_published() -> None:
    wrong = decision(item(), back_entered=True, published_on=day(-1))
    assert isinstance(refusal(wrong, may_enter_back=True), refusals.PublishedBeforeSigned)
