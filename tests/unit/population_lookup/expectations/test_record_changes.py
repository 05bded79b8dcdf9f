"""What a fault makes of the record that a look-up discloses."""

from datetime import date, timedelta

from population_lookup.expectations.domain.fault_kinds import AnotherPerson, RecordFault, Stale
from population_lookup.expectations.domain.record_changes import change_of
from population_lookup.law.domain.lawful_periods import Decision, LawfulPeriod
from population_lookup.lookup.domain.lookup import Disclosure
from population_lookup.personas.domain.personas import PERSONAS, records_of_copies
from population_lookup.register.domain.citizen import FIELDS, Citizen
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
