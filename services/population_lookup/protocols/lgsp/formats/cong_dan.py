"""The record `CongDan` in its two spellings: as the operational service sends it (`noibo`), and after QCVN
109:2017/BTTTT."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.citizen import Address, Coded, HouseholdHead, Relative


class Profile(StrEnum):
    NOIBO = "noibo"
    QCVN109 = "qcvn109"


Element = dict[str, Any]


def cong_dan(disclosed: dict[str, Any], profile: Profile) -> Element:
    """Returns the elements of the disclosed fields, in the order of the record; an element without a known value is
    absent or empty."""
    elements = {name: (element, spell) for name, element, spell in ELEMENTS[profile]}
    return {
        elements[name][0]: elements[name][1](value)
        for name, value in disclosed.items()
        if value is not None or name in SENT_EMPTY
    }


SENT_EMPTY = {"old_identity_card", "household_book"}
"""Clients read these two as text, so they are sent empty instead of being absent."""


def _text(part: str | None) -> str:
    return part or ""


def _name(full_name: str) -> Element:
    """In practice `Ten` holds the whole name."""
    return {"Ho": "", "ChuDem": "", "Ten": full_name}


def _relative(part: Relative) -> Element:
    return {
        "HoVaTen": _name(part.full_name),
        "QuocTich": part.nationality,
        "SoDinhDanh": _text(part.personal_id),
        "SoCMND": _text(part.old_identity_card),
    }


def _head(part: HouseholdHead) -> Element:
    return {
        "QuanHe": part.relation.code,
        "SoDinhDanh": _text(part.personal_id),
        "SoCMND": _text(part.old_identity_card),
        "HoVaTen": _name(part.full_name),
    }


def _code(part: Coded) -> str:
    return part.code


def _address(part: Address) -> Element:
    units = {"MaTinhThanh": part.province, "MaQuanHuyen": part.district, "MaPhuongXa": part.commune}
    present = {name: unit for name, unit in units.items() if unit is not None}
    return {**present, "ChiTiet": part.detail, "QuocGia": part.country}


def _address_109(part: Address) -> Element:
    return {
        "MaDonViHanhChinh": part.commune or part.district or _text(part.province),
        "ChiTiet": part.detail,
        "QuocGia": part.country,
    }


def _birth(part: BirthDate) -> Element:
    if part.day is None:
        return {"Nam": f"{part.year:04d}"}
    return {"Nam": f"{part.year:04d}", "NgayThangNam": part.day.strftime("%Y%m%d")}


def _birth_109(part: BirthDate) -> Element:
    return {"Nam": f"{part.year:04d}"} if part.day is None else {"NgayThangNam": part.day.isoformat()}


def _ethnic_group_109(part: Coded) -> Element:
    return {"MaDanToc": part.code, "TenGoi": part.name}


def _religion_109(part: Coded) -> Element:
    return {"MaTonGiao": part.code}


Elements = tuple[tuple[str, str, Callable[[Any], Any]], ...]

NOIBO: Elements = (
    ("personal_id", "SoDinhDanh", _text),
    ("old_identity_card", "SoCMND", _text),
    ("full_name", "HoVaTen", _name),
    ("sex", "GioiTinh", _code),
    ("ethnic_group", "DanToc", _code),
    ("religion", "TonGiao", _code),
    ("marital_status", "TinhTrangHonNhan", _code),
    ("blood_group", "NhomMau", _code),
    ("birth_date", "NgayThangNamSinh", _birth),
    ("birth_registration_place", "NoiDangKyKhaiSinh", _address),
    ("nationality", "QuocTich", _text),
    ("native_place", "QueQuan", _address),
    ("permanent_residence", "ThuongTru", _address),
    ("current_residence", "NoiOHienTai", _address),
    ("father", "Cha", _relative),
    ("mother", "Me", _relative),
    ("spouse", "VoChong", _relative),
    ("legal_representative", "NguoiDaiDien", _relative),
    ("household_head", "ChuHo", _head),
    ("household_book", "SoSoHoKhau", _text),
)
STANDARD: dict[Callable[[Any], Any], Callable[[Any], Any]] = {_address: _address_109, _birth: _birth_109}
STANDARD_CODES = {"ethnic_group": _ethnic_group_109, "religion": _religion_109}

ELEMENTS: dict[Profile, Elements] = {
    Profile.NOIBO: NOIBO,
    Profile.QCVN109: tuple(
        (name, element, STANDARD_CODES.get(name, STANDARD.get(spell, spell))) for name, element, spell in NOIBO
    ),
}
