"""Rules of a draft that do not depend on the law in force on the day of publication."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from procedures.decisions.domain.approval_refusals import DecisionNotNumbered, StatedHashMissing
from procedures.decisions.domain.decision import Decision, LegalDocument
from procedures.decisions.domain.draft_refusals import (
    BackEntryNotAllowed,
    DuplicateItemNumber,
    EffectiveBeforeDecision,
    HouseholdHeadNotListed,
    ItemIncomplete,
    LegalDocumentNotListed,
    PopulationFieldNotListed,
    PublishedBeforeSigned,
    RepealWithoutLegalDocument,
    SeveralItemsForProcedure,
    StatedDayInFuture,
    StatedDayMissing,
    SuccessorIsItself,
    UnknownField,
    UnknownTopic,
)
from procedures.decisions.domain.item_designations import check_designation
from procedures.decisions.domain.items import Item
from procedures.decisions.domain.list_and_content import check_published_as
from procedures.law.domain.content_limits import check_limits
from procedures.law.domain.contents import Content
from procedures.law.domain.papers import POPULATION
from procedures.processes.domain.groups import check_groups
from procedures.processes.domain.internal_processes import check_drafted
from procedures.registers.domain.agencies import Agency, require_agencies
from procedures.registers.domain.designation_lists import Designation
from procedures.registers.domain.levels import AdministrativeLevel, require_valid
from procedures.registers.domain.refusals import UnknownAgency
from procedures.shared.domain.document_numbers import CanonicalNumber
from procedures.shared.domain.procedure_codes import ProcedureCode

BACK_ENTRY = "decisions.back_enter"
"""The scope that allows recording an old Decision with stated days."""


@dataclass(frozen=True, slots=True)
class ReferenceData:
    """What is recorded of the agencies, fields, topics, levels and lists of designation that a Decision names."""

    agencies: Mapping[str, Agency]
    fields: frozenset[str]
    topics: frozenset[str]
    levels: Mapping[str, AdministrativeLevel]
    designations: Mapping[str, Designation]


def check_draft(decision: Decision, reference_data: ReferenceData, today: date, may_enter_back: bool) -> None:
    """Raises the refusal of the first rule that the draft breaks."""
    check_stated_days(decision, today, may_enter_back)
    if decision.back_entered is (decision.signed_file_sha256 is None):
        raise StatedHashMissing(decision.back_entered)
    if decision.back_entered and decision.number is None:
        raise DecisionNotNumbered(decision.id)
    check_list(decision, reference_data)


def check_list(decision: Decision, reference_data: ReferenceData) -> None:
    """Checks the list of the Decision against the day on which it is signed or is intended to be. Raises the refusal of
    the first rule that is broken."""
    check_codes(decision.items)
    documents = {document.canonical_number: document for document in decision.legal_documents}
    for item in decision.items:
        check_parts(item)
        check_designation(item, reference_data.designations)
        check_predecessor(item)
        check_ground(item, documents)
        check_effect(item, decision.signed_on, documents)
        check_published_as(item, documents)
        if item.content is not None:
            require_valid(item.content.levels, decision.signed_on, reference_data.levels, item.number)
        if isinstance(item.content, Content):
            check_limits(item.content, item.number)
            check_replacements(item.content, item.number)
            check_household_members(item.content, item.number)
    check_recorded(decision, reference_data)
    check_drafted(decision.processes)
    check_groups(decision.groups)


def check_back_entry(decision: Decision, *, may_enter_back: bool) -> None:
    """Raises `BackEntryNotAllowed`."""
    if decision.back_entered and not may_enter_back:
        raise BackEntryNotAllowed(BACK_ENTRY)


def check_stated_days(decision: Decision, today: date, may_enter_back: bool) -> None:
    """A back-entered Decision states its own days, all in the past; any other Decision states none."""
    check_back_entry(decision, may_enter_back=may_enter_back)
    if decision.back_entered is (decision.published_on is None):
        raise StatedDayMissing(decision.back_entered)
    if decision.published_on is None:
        return
    for part, day in (("signed_on", decision.signed_on), ("published_on", decision.published_on)):
        if day > today:
            raise StatedDayInFuture(part, day, today)
    if decision.published_on < decision.signed_on:
        raise PublishedBeforeSigned(decision.published_on, decision.signed_on)


def check_codes(items: Iterable[Item]) -> None:
    """A Decision may name a procedure in several lists: at most one item begins, changes or ends it, at most one
    declares its online level, and any number designate or confirm it. So the order of the items does not matter."""
    changing: dict[ProcedureCode, int] = {}
    declaring: dict[ProcedureCode, int] = {}
    numbers: set[int] = set()
    for item in items:
        if item.number in numbers:
            raise DuplicateItemNumber(item.number)
        numbers.add(item.number)
        if item.successor_code == item.code:
            raise SuccessorIsItself(item.code, item.number)
        numbers_by_code = changing if item.effect.changes_periods else declaring
        for code in item.codes() if item.effect.changes_periods or item.effect.declares_level else ():
            if (first := numbers_by_code.setdefault(code, item.number)) != item.number:
                raise SeveralItemsForProcedure(code, [first, item.number])


def check_parts(item: Item) -> None:
    """An item has content where it makes a version, a level where it declares one, and a successor only in a
    replacement. Only an item whose procedure continues under its code may state which parts it changes."""
    for part, value, needed in (
        ("content", item.content, item.effect.makes_version),
        ("online_level", item.online_level, item.effect.declares_level),
    ):
        if (value is not None) is not needed:
            raise ItemIncomplete(item.number, item.kind, part, needed)
    for part, stated, allowed in (
        ("changed_parts", item.changed_parts, item.replaces_version),
        ("successor_code", item.successor_code, item.effect.names_successor),
    ):
        if stated is not None and not allowed:
            raise ItemIncomplete(item.number, item.kind, part, needed=False)


def check_predecessor(item: Item) -> None:
    """An item that changes a procedure none of whose versions is recorded here cites its ground, and states the heading
    of a procedure that it ends, since its event has one."""
    if item.predecessor_unrecorded and (item.effect.begins or not item.effect.changes_periods):
        raise ItemIncomplete(item.number, item.kind, "predecessor_unrecorded", needed=False)
    if item.predecessor_unrecorded and next(iter(item.grounds()), None) is None:
        raise ItemIncomplete(item.number, item.kind, "legal_document_number", needed=True)
    needs_heading = item.predecessor_unrecorded and item.ends_procedure
    if (item.heading is not None) is not needs_heading:
        raise ItemIncomplete(item.number, item.kind, "heading", needs_heading)


def check_replacements(content: Content, item: int) -> None:
    """Also in place of a paper, only the fields that the version lists may be looked up in the population database."""
    for paper in (paper for of_case in content.papers for paper in of_case.papers):
        data = paper.replaced_by_data
        fields = data.fields if data is not None and data.database == POPULATION else ()
        if unlisted := [field for field in fields if field not in content.population_fields]:
            raise PopulationFieldNotListed(item, paper.name, unlisted)


def check_household_members(content: Content, item: int) -> None:
    """Who belongs to a household is found by its head, so the version must be allowed to use that field."""
    if content.household_member_fields and "household_head" not in content.population_fields:
        raise HouseholdHeadNotListed(item, content.household_member_fields)


def check_ground(item: Item, documents: Mapping[CanonicalNumber, LegalDocument]) -> None:
    if item.legal_document_number is not None and item.cited not in documents:
        raise LegalDocumentNotListed(item.legal_document_number, item.number)
    if item.effect.cites_document and ground_of(item, documents) is None:
        raise RepealWithoutLegalDocument(item.code, item.number)


def ground_of(item: Item, documents: Mapping[CanonicalNumber, LegalDocument]) -> LegalDocument | None:
    """The listed document on which the item rests."""
    return next((documents[number] for number in item.grounds() if number in documents), None)


def check_effect(item: Item, signed_on: date, documents: Mapping[CanonicalNumber, LegalDocument]) -> None:
    """A Decision publishes what a legal document made law, so it may come late; by itself it makes nothing law in the
    past. Where it rests on a ministry's Decision of publication, that Decision's day takes the place of the day on
    which a legal document takes effect."""
    if item.effective_on >= signed_on:
        return
    ground = ground_of(item, documents)
    if ground is None or ground.law_since > item.effective_on:
        raise EffectiveBeforeDecision(item.code, item.number, item.effective_on, signed_on)


def check_recorded(decision: Decision, reference_data: ReferenceData) -> None:
    headings = [heading for item in decision.items for heading in (item.content, item.heading) if heading is not None]
    require_agencies(decision.agency_codes(), decision.signed_on, reference_data.agencies)
    ended = {item.heading.agency_code for item in decision.items if item.heading is not None}
    if unknown_agencies := ended - reference_data.agencies.keys():  # it may have ended before the Decision
        raise UnknownAgency(sorted(unknown_agencies))
    if unknown := {heading.field_code for heading in headings} - reference_data.fields:
        raise UnknownField(sorted(unknown))
    if unknown := set(decision.topics) - reference_data.topics:
        raise UnknownTopic(sorted(unknown))
