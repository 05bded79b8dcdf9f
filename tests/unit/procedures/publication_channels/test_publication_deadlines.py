"""By when a Decision must be signed and shown: the deadlines of the law, and those that a province adds."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from common.calendar.working_days import Calendar, DayKind, Direction
from procedures.decisions.domain.decision import Decision, Due, LegalDocument
from procedures.law.domain.references import ItemKind
from procedures.publication_channels.domain.deadlines import Anchor, Deadline, due_of, years_needed
from procedures.publication_channels.domain.publications import ChannelAction, State, lines_of, publications_of
from procedures.shared.domain.procedure_codes import ProcedureCode
from tests.support.decisions import LAW, decision, item

A15, A24 = "Article 15", "Article 24"


def deadline(anchor: str, days: int, day_kind: str, direction: str, **parts: Any) -> Deadline:
    fields = {"article": A24, "shortened": False, **parts}
    return Deadline(
        anchor=Anchor(anchor), days=days, day_kind=DayKind(day_kind), direction=Direction(direction), **fields
    )


EFFECT = deadline("legal_document_effective_on", 5, "calendar", "before", article=A15)
PROMULGATION = deadline("legal_document_issued_on", 3, "calendar", "after", article=A15, shortened=True)
ENTRY = deadline("signed_on", 5, "working", "after", channel="national_database")
SHORT_ENTRY = deadline("signed_on", 2, "working", "after", channel="national_database", shortened=True)
BY_LAW = (EFFECT, PROMULGATION, ENTRY, SHORT_ENTRY)
TET = Calendar({date(2023, 1, day): False for day in range(20, 27)})


def due(decision: Decision, channel: str | None = None, *more: Deadline) -> Due | None:
    return due_of(decision, channel, (*BY_LAW, *more), TET)


def signed(day: str, **parts: Any) -> Decision:
    return decision(item(), signed_on=date.fromisoformat(day), **parts)


@pytest.mark.parametrize(("day", "in_time"), [("2022-12-26", True), ("2022-12-27", True), ("2022-12-28", False)])
def test_a_decision_is_signed_five_days_before_its_legal_document_takes_effect(day: str, in_time: bool) -> None:
    signed_decision = signed(day)
    assert due(signed_decision) == Due(date(2022, 12, 27), A15)
    assert replace(signed_decision, due=due(signed_decision)).in_time is in_time


@pytest.mark.parametrize(("day", "in_time"), [("2022-12-24", True), ("2022-12-25", False)])
def test_in_the_shortened_procedure_three_days_after_its_promulgation(day: str, in_time: bool) -> None:
    signed_decision = signed(day, shortened=True)
    assert due(signed_decision) == Due(date(2022, 12, 24), A15)
    assert replace(signed_decision, due=due(signed_decision)).in_time is in_time


def test_without_a_legal_document_there_is_no_deadline() -> None:
    signed_decision = signed("2022-12-26", legal_documents=())
    assert due(signed_decision) is None
    assert signed_decision.in_time is None


def test_cited_documents_count_and_the_earliest_of_several_decides() -> None:
    later = LegalDocument("1/2023/NĐ-CP", "Sau", date(2023, 1, 1), date(2023, 3, 1))
    both = {"signed_on": date(2023, 1, 5), "legal_documents": (LAW, later)}
    assert due(decision(item(legal_document_number=later.number), **both)) == Due(date(2023, 2, 24), A15)
    assert due(decision(item(), **both)) == Due(date(2022, 12, 27), A15)
    two = decision(
        item(number=1, legal_document_number=later.number), item(number=2, legal_document_number=LAW.number), **both
    )
    assert due(two) == Due(date(2022, 12, 27), A15)


@pytest.mark.parametrize(("shortened", "expected"), [(False, "2023-02-02"), (True, "2023-01-30")])
def test_the_national_database_has_working_days_from_the_signing(shortened: bool, expected: str) -> None:
    assert due(signed("2023-01-19", shortened=shortened), "national_database") == Due(date.fromisoformat(expected), A24)
    assert due(signed("2023-01-19", shortened=shortened), "e_gazette") is None


def test_a_province_may_set_deadlines_of_its_own_and_the_earliest_holds() -> None:
    local = deadline(
        "signed_on", 1, "working", "after", article="QĐ 1/QĐ-UBND", channel="national_database", kind=ItemKind.REPEAL
    )
    signed_decision = signed("2023-01-19")
    assert due(signed_decision, "national_database", local) == Due(date(2023, 2, 2), A24)
    repeal = decision(item(), item("repeal", number=2), signed_on=date(2023, 1, 19))
    assert due(repeal, "national_database", local) == Due(date(2023, 1, 27), "QĐ 1/QĐ-UBND")


@pytest.mark.parametrize(
    ("day", "applies"), [("2022-12-31", False), ("2023-01-01", True), ("2023-06-30", True), ("2023-07-01", False)]
)
def test_a_deadline_applies_to_decisions_signed_while_it_was_valid(day: str, applies: bool) -> None:
    rule = replace(ENTRY, channel="e_gazette", valid_from=date(2023, 1, 1), valid_to=date(2023, 7, 1))
    assert (due(signed(day), "e_gazette", rule) is not None) is applies


def test_only_deadlines_in_working_days_need_a_calendar() -> None:
    assert years_needed(signed("2023-01-19"), BY_LAW) == {2022, 2023, 2024}
    assert years_needed(signed("2023-01-19"), [EFFECT]) == set()


def test_a_repeal_is_a_removal_and_a_replacement_removes_before_it_publishes() -> None:
    successor = ProcedureCode("1.000009")
    actions = {
        kind: [
            (line.action, line.code)
            for line in lines_of(item(kind, ProcedureCode("1.000001"), successor_code=successor))
        ]
        for kind, successor in {
            "introduce": None,
            "amend": None,
            "repeal": None,
            "declare_online": None,
            "replace": ProcedureCode("1.000009"),
        }.items()
    }
    assert actions.pop("repeal") == [(ChannelAction.REMOVE, "1.000001")]
    assert actions.pop("replace") == [(ChannelAction.REMOVE, "1.000001"), (ChannelAction.PUBLISH, successor)]
    assert set(map(tuple, actions.values())) == {((ChannelAction.PUBLISH, "1.000001"),)}
    assert [line.action for line in lines_of(item("replace"))] == [ChannelAction.PUBLISH]


def test_a_back_entered_decision_is_not_pushed_and_its_stated_day_counts() -> None:
    back_entered = signed("2023-01-19", back_entered=True, published_on=date(2023, 2, 3))
    (publication,) = publications_of(back_entered, ["national_database"], BY_LAW, TET)
    assert (publication.state, publication.shown_on, publication.due) == (
        State.STATED,
        date(2023, 2, 3),
        Due(date(2023, 2, 2), A24),
    )


def test_a_ministry_decision_sets_no_deadline_of_a_legal_document_but_one_of_its_own() -> None:
    of_ministry = LegalDocument("9/QĐ-BTP", "Công bố", date(2022, 12, 1), None, ministry_decision=True)
    own = deadline("ministry_decision_issued_on", 5, "calendar", "after", article="QĐ 1")
    alone = decision(item(legal_document_number="09/QĐ–BTP"), legal_documents=(of_ministry,))
    assert due(alone) is None
    assert due(replace(alone, shortened=True)) is None
    assert due(alone, None, own) == Due(date(2022, 12, 6), "QĐ 1")
    assert due(signed("2022-12-26"), None, own) == Due(date(2022, 12, 27), A15)
    both = decision(item(), legal_documents=(LAW, of_ministry))
    assert due(both, None, own) == Due(date(2022, 12, 27), A15)
    assert years_needed(alone, [replace(own, day_kind=DayKind.WORKING)]) == {2021, 2022, 2023}
