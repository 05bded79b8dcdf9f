"""Invented residents for tests of the population look-up, and requests about them."""

from dataclasses import replace
from datetime import date
from typing import Any

from population_lookup.lookup.domain.lookup_request import LookupRequest
from population_lookup.lookup.domain.operations import NameForm, Operation, ResultKind
from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.citizen import FIELDS, Address, Citizen, Coded, HouseholdHead, Relative
from population_lookup.register.domain.person_key import PersonKey

ETHNIC_GROUPS = "QĐ 121-TCTK/PPCĐ 1979"
HOME = Address("08", None, "02215", "Tổ 7, phường Minh Xuân")
BORN_AT = Address("08", "073", None, "")

DAO = Citizen(
    personal_id="008190123456",
    old_identity_card="070123456",
    full_name="Đặng Thị Mẩy",
    sex=Coded("GioiTinh", "2", "Nữ"),
    ethnic_group=Coded(ETHNIC_GROUPS, "09", "Dao"),
    religion=Coded("TonGiao", "00", "Không"),
    marital_status=Coded("TinhTrangHonNhan", "2", "Đang có vợ/chồng"),
    blood_group=Coded("NhomMau", "04", "O"),
    birth_date=BirthDate(1990, date(1990, 3, 7)),
    birth_registration_place=BORN_AT,
    nationality="VN",
    native_place=Address("08", None, None, ""),
    permanent_residence=HOME,
    current_residence=HOME,
    father=Relative("Đặng Văn Phú"),
    mother=Relative("Bàn Thị Sếnh"),
    spouse=Relative("Triệu Văn Hín", "008088654321", "070654321"),
    legal_representative=None,
    household_head=HouseholdHead(Coded("QuanHe", "01", "Vợ"), "Triệu Văn Hín", "008088654321", "070654321"),
    household_book="083307830",
)
ELDER = replace(
    DAO,
    personal_id="002045000077",
    old_identity_card=None,
    full_name="Vàng A Chứ",
    sex=Coded("GioiTinh", "1", "Nam"),
    birth_date=BirthDate(1945),
    spouse=None,
    household_head=None,
    household_book=None,
)


LOOK_UP = Operation(
    "TraCuuThongTinCongDan", frozenset({"037"}), ResultKind.PERSONS, frozenset(FIELDS), (), NameForm.TEXT, True
)


def person(**changes: Any) -> PersonKey:
    """The key that finds the resident `DAO`, with changes."""
    key: dict[str, Any] = {"full_name": DAO.full_name, "birth_date": DAO.birth_date, "personal_id": DAO.personal_id}
    return PersonKey(**{**key, **changes})


def lookup_request(about: PersonKey | None = None, **changes: Any) -> LookupRequest:
    request: dict[str, Any] = {
        "request_id": "r-1",
        "procedure_code": "1.000101",
        "officer_id": "cb-07",
        "agency_code": "H60.01",
        "integration_code": "037",
        "person": about or person(),
    }
    return LookupRequest(**{**request, **changes})
