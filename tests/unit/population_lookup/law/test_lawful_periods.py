"""The law that bounds a look-up (procedure, day and fields), and the warnings about unusual numbers."""

from dataclasses import replace
from datetime import date

import pytest

from common.contracts.parts import PopulationField
from population_lookup.law.domain.lawful_periods import Decision, LawfulPeriod, law_on
from population_lookup.lookup.domain.lookup import Disclosure
from population_lookup.lookup.domain.warnings import warnings_about
from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.citizen import FIELDS, Citizen, Coded
from population_lookup.register.domain.person_key import PersonKey
from population_lookup.register.domain.personal_id import NumberWarning
from population_lookup.shared.domain.refusals import NoPopulationFields, ProcedureNotFound, ProcedureNotInForce
from tests.support.lookup_requests import DAO, LOOK_UP, person

CODE = "1.000101"
DECISION = Decision("d-1", "12/QĐ-UBND", "H60", date(2023, 1, 15), "Công bố")
MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


def disclose(key: PersonKey, period: LawfulPeriod, nearest: Citizen) -> Disclosure:
    selection = LOOK_UP.select_fields(period, None, sees_sensitive=True)
    return Disclosure.to(LOOK_UP, key, period, selection, nearest)


def law(begin: date, end: date | None, *fields: str, version: int = 1) -> LawfulPeriod:
    return LawfulPeriod(CODE, "Đăng ký khai sinh", version, begin, end, frozenset(fields), DECISION)


def test_the_twenty_fields_are_those_of_the_contracts_in_the_same_order() -> None:
    assert tuple(str(field) for field in PopulationField) == FIELDS
    assert len(FIELDS) == 20


def test_the_version_in_force_on_the_day_determines_the_fields() -> None:
    periods = [law(MAY, JUNE, "full_name"), law(JUNE, None, "sex", "full_name", version=2)]
    assert law_on(date(2026, 5, 31), CODE, periods).fields == ("full_name",)
    assert law_on(JUNE, CODE, periods).fields == ("full_name", "sex")


def test_a_procedure_that_never_was_law_is_unknown() -> None:
    with pytest.raises(ProcedureNotFound):
        law_on(MAY, CODE, [])


@pytest.mark.parametrize("day", [date(2026, 4, 30), JUNE, JULY])
def test_outside_of_its_period_a_procedure_allows_nothing(day: date) -> None:
    with pytest.raises(ProcedureNotInForce):
        law_on(day, CODE, [law(MAY, JUNE, "full_name")])


def test_a_version_that_lists_no_field_allows_nothing() -> None:
    with pytest.raises(NoPopulationFields):
        law_on(MAY, CODE, [law(MAY, None)])


def test_only_lawful_fields_are_disclosed_in_the_order_of_the_record() -> None:
    disclosure = disclose(person(), law(MAY, None, "spouse", "legal_representative", "personal_id"), DAO)
    assert disclosure.disclosed == {"personal_id": DAO.personal_id, "spouse": DAO.spouse, "legal_representative": None}


def test_nothing_of_the_resident_with_the_number_is_disclosed_if_the_name_differs() -> None:
    disclosure = disclose(person(full_name="Đặng Thị Mùi"), law(MAY, None, *FIELDS), DAO)
    assert (disclosure.disclosed, disclosure.fields) == (None, ())
    assert disclosure.resident is DAO


def test_an_unusual_number_has_warnings() -> None:
    unusual = replace(DAO, personal_id="777085123456", sex=Coded("GioiTinh", "2"))
    key = person(personal_id=unusual.personal_id)
    disclosure = disclose(key, law(MAY, None, *FIELDS), unusual)
    assert disclosure.citizen is unusual
    assert warnings_about(key, replace(disclosure, place_is_known=False)) == (
        NumberWarning.UNKNOWN_PLACE,
        NumberWarning.BIRTH_YEAR_DIFFERS,
        NumberWarning.SEX_DIFFERS,
    )


def test_a_differing_sex_is_reported_only_if_the_law_lists_the_sex() -> None:
    unusual = replace(DAO, sex=Coded("GioiTinh", "1"))
    for fields, expected in ((("full_name",), ()), (("full_name", "sex"), (NumberWarning.SEX_DIFFERS,))):
        assert warnings_about(person(), disclose(person(), law(MAY, None, *fields), unusual)) == expected


def test_a_differing_sex_is_not_reported_if_nobody_matched() -> None:
    key = person(full_name="Ai Đó")
    disclosure = disclose(key, law(MAY, None, *FIELDS), replace(DAO, sex=Coded("GioiTinh", "1")))
    assert warnings_about(key, disclosure) == ()


def test_an_old_card_causes_no_warning() -> None:
    key = person(personal_id=None, old_identity_card=DAO.old_identity_card, birth_date=BirthDate(1990))
    disclosure = replace(disclose(key, law(MAY, None, *FIELDS), DAO), place_is_known=False)
    assert warnings_about(key, disclosure) == ()


def test_no_traceback_shows_a_person() -> None:
    disclosure = disclose(person(), law(MAY, None, *FIELDS), DAO)
    for thing in (DAO, DAO.spouse, DAO.household_head, DAO.permanent_residence, person(), disclosure):
        assert "Mẩy" not in repr(thing)
        assert DAO.personal_id not in repr(thing)
        assert "Hín" not in repr(thing)
