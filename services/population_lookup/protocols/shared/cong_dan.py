"""The record `CongDan` in its two spellings: as the operational service sends it (`noibo`), and after QCVN
109:2017/BTTTT."""

from collections.abc import Callable, Collection
from enum import StrEnum
from typing import Any

from population_lookup.lookup.domain.operations import NameForm
from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.citizen import Address, Coded, HouseholdHead, Relative


class Profile(StrEnum):
    NOIBO = "noibo"
    QCVN109 = "qcvn109"


Element = dict[str, Any]


def cong_dan(
    disclosed: dict[str, Any],
    profile: Profile,
    names: NameForm = NameForm.TEXT,
    emptied: Collection[str] = (),
) -> Element:
    """Returns the elements of the disclosed fields, in the order of the record; an element without a known value is
    absent or empty. Those of `emptied` are there without content."""
    elements = {name: (element, spell) for name, element, spell in ELEMENTS[profile]}
    if names is NameForm.PARTS and profile is Profile.NOIBO:
        elements |= {name: (elements[name][0], spell) for name, spell in NAMES_IN_PARTS.items()}
    return {
        elements[name][0]: "" if name in emptied else elements[name][1](value)
        for name, value in disclosed.items()
        if value is not None or name in SENT_EMPTY or name in emptied
    }


SENT_EMPTY = {"old_identity_card", "household_book"}
"""Clients read these two as text, so they are sent empty instead of being absent."""


def _text(part: str | None) -> str:
    return part or ""


def _name(full_name: str) -> Element:
    """`Ten` holds the whole name, in capitals with marks."""
    return {"Ho": "", "ChuDem": "", "Ten": full_name.upper()}


def _name_109(full_name: str) -> Element:
    return {"Ho": "", "ChuDem": "", "Ten": full_name}


def _relative(part: Relative) -> Element:
    """The name of a relative, and of the head of a household, is text."""
    return {**_relative_109(part), "HoVaTen": part.full_name.upper()}


def _relative_109(part: Relative) -> Element:
    return {
        "HoVaTen": _name_109(part.full_name),
        "QuocTich": part.nationality,
        "SoDinhDanh": _text(part.personal_id),
        "SoCMND": _text(part.old_identity_card),
    }


def _relative_in_parts(part: Relative) -> Element:
    return {**_relative_109(part), "HoVaTen": _name(part.full_name)}


def _head_in_parts(part: HouseholdHead) -> Element:
    return {**_head_109(part), "HoVaTen": _name(part.full_name)}


def _head(part: HouseholdHead) -> Element:
    return {**_head_109(part), "HoVaTen": part.full_name.upper()}


def _head_109(part: HouseholdHead) -> Element:
    return {
        "QuanHe": part.relation.code,
        "SoDinhDanh": _text(part.personal_id),
        "SoCMND": _text(part.old_identity_card),
        "HoVaTen": _name_109(part.full_name),
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
NAMES_IN_PARTS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("father", "mother", "spouse", "legal_representative"), _relative_in_parts),
    "household_head": _head_in_parts,
}
STANDARD: dict[Callable[[Any], Any], Callable[[Any], Any]] = {
    _address: _address_109,
    _birth: _birth_109,
    _name: _name_109,
    _relative: _relative_109,
    _head: _head_109,
}
STANDARD_CODES = {"ethnic_group": _ethnic_group_109, "religion": _religion_109}

ELEMENTS: dict[Profile, Elements] = {
    Profile.NOIBO: NOIBO,
    Profile.QCVN109: tuple(
        (name, element, STANDARD_CODES.get(name, STANDARD.get(spell, spell))) for name, element, spell in NOIBO
    ),
}
ELEMENT_NAMES = {name: element for name, element, _ in NOIBO}
"""The national name of each field."""
