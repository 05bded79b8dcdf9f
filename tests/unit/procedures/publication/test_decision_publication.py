"""The changes that publishing a Decision makes to the timelines."""

from dataclasses import replace
from datetime import date
from typing import cast

import pytest

from procedures.decisions.domain.refusals import DecisionAlreadyPublished, SigningDayInFuture
from procedures.law.domain.changes import Amended, DeclaredOnline, Introduced, Repealed, Replaced
from procedures.law.domain.references import ItemKind, Status
from procedures.law.domain.refusals import ProcedureAlreadyInForce, ProcedureNotInForce
from procedures.law.domain.timeline import Timeline
from procedures.processes.domain.internal_processes import Process
from procedures.publication.domain.changes_of_decision import changes_of, check_processes
from procedures.publication.domain.refusals import UnknownProcedureInProcess
from tests.support.decisions import SIGNED, code, day, decision, ground, heading, item

TODAY = day(1)


def in_force(number: int) -> Timeline:
    return Timeline(code(number), Timeline(code(number)).introduce(day(0), heading(), ground()).periods, 1)


IN_FORCE = {code(n): in_force(n) for n in range(2, 6)}


def test_each_item_becomes_a_change_of_its_kind_in_the_order_of_the_list() -> None:
    kinds = ["introduce", "amend", "replace", "repeal", "declare_online"]
    changes = changes_of(decision(*(item(kind, number=n) for n, kind in enumerate(kinds, 1))), IN_FORCE, TODAY)
    assert [type(change) for change in changes] == [Introduced, Amended, Replaced, Repealed, DeclaredOnline]
    assert [change.ground.item for change in changes] == [1, 2, 3, 4, 5]
    assert [change.kind for change in changes] == kinds


def test_an_unknown_kind_of_item_fails_instead_of_being_ignored() -> None:
    unknown = replace(item(), kind=cast("ItemKind", "another"))
    with pytest.raises(KeyError, match="another"):
        changes_of(decision(unknown), {}, TODAY)


def test_a_successor_is_introduced_by_the_same_item_right_after_its_predecessor_ends() -> None:
    replaced, introduced = changes_of(decision(item("replace", code(2), successor_code=code(9))), IN_FORCE, TODAY)
    assert isinstance(replaced, Replaced)
    assert (replaced.code, replaced.successor_code, replaced.version) == (code(2), code(9), None)
    assert isinstance(introduced, Introduced)
    assert (introduced.code, introduced.kind, introduced.ground.item) == (code(9), ItemKind.REPLACE, 1)


def test_a_successor_must_not_be_in_force() -> None:
    with pytest.raises(ProcedureAlreadyInForce):
        changes_of(decision(item("replace", code(2), successor_code=code(3))), IN_FORCE, TODAY)


def test_one_bad_item_refuses_the_whole_decision() -> None:
    with pytest.raises(ProcedureNotInForce) as refused:
        changes_of(decision(item("introduce", number=1), item("amend", code(8), number=2)), IN_FORCE, TODAY)
    assert refused.value.facts["item"] == 2


def test_a_decision_is_not_published_before_it_is_signed() -> None:
    draft = decision(item())
    assert changes_of(draft, {}, SIGNED)
    with pytest.raises(SigningDayInFuture):
        changes_of(draft, {}, day(-1))


def test_the_day_of_publication_is_today_unless_it_was_stated() -> None:
    assert decision(item(), status=Status.SIGNED).published(TODAY).published_on == TODAY
    old = decision(item(), back_entered=True, published_on=day(0), status=Status.SIGNED)
    assert old.published(date(2026, 1, 1)).published_on == day(0)


def test_a_decision_is_published_once_and_never_discarded_then() -> None:
    published = decision(item(), status=Status.SIGNED).published(TODAY)
    assert (published.status, published.revision) == (Status.PUBLISHED, 2)
    with pytest.raises(DecisionAlreadyPublished):
        published.published(TODAY)
    with pytest.raises(DecisionAlreadyPublished):
        published.discarded()


def test_a_process_belongs_to_a_procedure_that_this_or_an_earlier_decision_introduced() -> None:
    process = Process("QT.0001", code(1), "Quy trình", inter_agency=False, agency_code="H60.01")
    check_processes(decision(item("introduce", code(1)), processes=(process,)), frozenset())
    check_processes(decision(processes=(process,)), frozenset({code(1)}))
    successor = replace(process, procedure_code=code(9))
    check_processes(decision(item("replace", code(2), successor_code=code(9)), processes=(successor,)), frozenset())
    with pytest.raises(UnknownProcedureInProcess):
        check_processes(decision(item("amend", code(3)), processes=(process,)), frozenset({code(3)}))
