"""What a fault makes of the record that a look-up discloses."""

from dataclasses import replace
from datetime import date, timedelta

from population_lookup.expectations.domain.fault_kinds import (
    AnotherPerson,
    Duplicate,
    Empty,
    EmptyFields,
    EmptyName,
    MissingFields,
    RecordFault,
    Stale,
)
from population_lookup.expectations.domain.record_changes import change_of
from population_lookup.law.domain.lawful_periods import Decision, LawfulPeriod
from population_lookup.lookup.domain.lookup import Disclosure
from population_lookup.lookup.domain.operations import ResultKind
from population_lookup.personas.domain.personas import PERSONAS, records_of_copies
from population_lookup.register.domain.citizen import FIELDS, Citizen
from population_lookup.register.domain.household import RegisteredHousehold
from tests.support.households import FAMILY, FATHER_NUMBER
from tests.support.lookup_requests import DAO, LOOK_UP, person

NAMES = [persona.name for persona in PERSONAS]
DECISION = Decision("d-1", "12/QĐ-UBND", "H60", date(2023, 1, 15), "Công bố")
LAW = LawfulPeriod("1.000101", "Đăng ký khai sinh", 1, date(2023, 2, 1), None, frozenset(FIELDS), DECISION)
EVERY_FIELD = LOOK_UP.select_fields(LAW, None, sees_sensitive=True)


def changed(citizen: Citizen | None, fault: RecordFault, other: Citizen | None = None) -> Disclosure:
    return change_of(fault, other)(Disclosure(LOOK_UP, LAW, EVERY_FIELD, citizen, citizen))


def record_of(name: str) -> Citizen:
    return records_of_copies(NAMES.index(name))[0]


def test_a_stale_record_is_of_before_the_citizen_moved_and_married_and_the_rest_is_as_it_was() -> None:
    married, moved = record_of("married-man"), record_of("lives-elsewhere")
    earlier = changed(married, Stale(400))
    assert earlier.citizen is not None
    assert (earlier.age, earlier.citizen.spouse) == (timedelta(days=400), None)
    assert (married.marital_status.code, earlier.citizen.marital_status.code) == ("2", "1")
    assert earlier.citizen.marital_status.name == "Chưa kết hôn"
    before = changed(moved, Stale(1)).citizen
    assert before is not None
    assert before.current_residence == moved.permanent_residence != moved.current_residence
    same = set(FIELDS) - {"marital_status", "spouse", "current_residence"}
    assert all(getattr(before, field) == getattr(moved, field) for field in same)


def test_another_person_takes_the_place_of_the_citizen_and_is_who_is_concerned() -> None:
    other = record_of("widow")
    assert changed(DAO, AnotherPerson(None), other).citizen is other
    assert changed(DAO, AnotherPerson(None), other).resident is other


def test_without_another_person_nobody_is_disclosed_and_the_citizen_stays_concerned() -> None:
    alone = changed(DAO, AnotherPerson(None))
    assert (alone.citizen, alone.resident) == (None, DAO)


def test_a_look_up_that_discloses_nobody_is_not_changed() -> None:
    nobody = Disclosure.to(LOOK_UP, person(full_name="AIDO"), LAW, EVERY_FIELD, DAO)
    assert change_of(Stale(400), None)(nobody) is nobody


HOUSEHOLD = replace(LOOK_UP, result=ResultKind.HOUSEHOLD)
LISTED = replace(LAW, household_member_fields=frozenset({"full_name", "sex"}))


def household_changed(fault: RecordFault, other: Citizen | None = None) -> Disclosure:
    selection = HOUSEHOLD.select_fields(LISTED, None, sees_sensitive=True)
    together = RegisteredHousehold.of(FATHER_NUMBER, FAMILY)
    return change_of(fault, other)(Disclosure.to(HOUSEHOLD, person(), LISTED, selection, DAO, together))


def test_of_a_household_the_record_of_the_citizen_is_changed_and_fields_are_missing_in_all() -> None:
    assert household_changed(Empty()).records == []
    empty_name = [record["full_name"] for record in household_changed(EmptyName()).records]
    assert empty_name == ["Triệu Văn Hín", "", "Triệu Văn Minh"]
    stale = household_changed(Stale(1)).records
    assert stale[1]["spouse"] is None
    assert [len(record) for record in stale] == [2, 20, 2]
    missing = household_changed(MissingFields(("sex",)))
    assert [list(record) for record in missing.disclosed_members] == [["full_name"]] * 2
    assert all("sex" not in record for record in missing.records)
    assert all(record["sex"] is None for record in household_changed(EmptyFields(("sex",))).records)
    twice = household_changed(Duplicate())
    assert (len(twice.records), twice.copies) == (3, 2)


def test_another_person_takes_the_place_of_the_whole_household() -> None:
    other = record_of("widow")
    changed_lookup = household_changed(AnotherPerson(None), other)
    assert [record["full_name"] for record in changed_lookup.records] == [other.full_name]
    assert changed_lookup.members == ()
