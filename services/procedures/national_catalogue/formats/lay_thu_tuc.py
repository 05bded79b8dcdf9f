"""Reads the national record `LayThuTuc` under this project's names, not yet normalised. docs/national-formats.md lists
the fields that are left out."""

from collections.abc import Iterator, Mapping
from typing import Any

from procedures.national_catalogue.domain.row_results import Note
from procedures.national_catalogue.domain.row_rules import Normalisation
from procedures.national_catalogue.formats.members import Shape, members_without_place, sound_members, text_of

LEVELS = {"0": "Cấp bộ", "1": "Cấp tỉnh", "2": "Cấp huyện", "3": "Cấp xã"}
CHANNELS = {"1": "Trực tiếp", "2": "Trực tuyến", "3": "Dịch vụ bưu chính"}
ROLES = {
    "COQUANTHUCHIEN": "executes",
    "COQUANCOTHAMQUYEN": "competent",
    "COQUANDUOCUYQUYEN": "delegated",
    "COQUANPHOIHOP": "coordinates",
}
SHAPE: Shape = {
    **dict.fromkeys(("MATTHC", "TENTTHC", "MACOQUANCONGBO", "IDQUYETDINHCONGBO", "YEUCAU", "DIACHITIEPNHAN")),
    "LINHVUCTHUCHIEN": dict.fromkeys(("MALINHVUC", "TENLINHVUC")),
    "CAPTHUCHIEN": dict.fromkeys(("CAPTHUCHIEN", "TENCAP")),
    "DOITUONGTHUCHIEN": dict.fromkeys(("TENDOITUONG",)),
    "TRINHTUTHUCHIEN": {"TRUONGHOP": None, "TRINHTU": dict.fromkeys(("TENTRINHTU",))},
    "CACHTHUCTHUCHIEN": {
        "KENH": None,
        "THOIGIAN": {
            **dict.fromkeys(("THOIGIANGIAIQUYET", "DONVITINH", "MOTA")),
            "PHILEPHI": dict.fromkeys(("SOTIEN", "DONVI", "MOTA")),
        },
    },
    "THANHPHANHOSO": {
        "TRUONGHOP": None,
        "GIAYTO": dict.fromkeys(
            ("TENGIAYTO", "MAGIAYTO", "SOBANCHINH", "SOBANSAO", "TENMAUDON", "URL", "MA_KQ_THAYTHE")
        ),
    },
    "KETQUATHUCHIEN": dict.fromkeys(("MAKETQUA", "TENKETQUA")),
    "CANCUPHAPLY": dict.fromkeys(
        ("SOVANBAN", "TENVANBAN", "NGAYBANHANH", "NGAYHIEULUC", "COQUANBANHANH", "DIACHITRUYCAP")
    ),
    **dict.fromkeys(ROLES, dict.fromkeys(("MADONVI", "TENDONVI"))),
}
LEFT_OUT = frozenset({"ID", "TRANGTHAI", "LOAITTHC", "DOITUONGTHUCHIEN.MADOITUONG"})
"""Members that state nothing of the procedure: the national internal id, its state in the national register, and codes
of what is named beside them."""


def is_lay_thu_tuc(record: Any) -> bool:
    return isinstance(record, dict) and "MATTHC" in record


def read_lay_thu_tuc(record: Mapping[str, Any]) -> tuple[dict[str, Any], list[Note]]:
    """The values of a record, and notes on the members that cannot be read or have no place."""
    sound, notes = sound_members(record, SHAPE)
    notes += members_without_place(sound, SHAPE, LEFT_OUT)
    notes += [
        Note(Normalisation.PART_WITHOUT_PLACE, "LINHVUCTHUCHIEN", text_of(field))
        for field in _objects(sound, "LINHVUCTHUCHIEN")[1:]
    ]
    return _values(sound), notes


def _values(record: Mapping[str, Any]) -> dict[str, Any]:
    field = next(iter(_objects(record, "LINHVUCTHUCHIEN")), {})
    return {
        "code": record.get("MATTHC"),
        "name": record.get("TENTTHC"),
        "field": field.get("TENLINHVUC"),
        "field_code": field.get("MALINHVUC"),
        "ministry": record.get("MACOQUANCONGBO"),
        "level": ", ".join(_level(level) for level in _objects(record, "CAPTHUCHIEN")) or None,
        "agencies": [
            {"role": role, "code": agency.get("MADONVI"), "name": agency.get("TENDONVI")}
            for key, role in ROLES.items()
            for agency in _objects(record, key)
        ],
        "decision_number": record.get("IDQUYETDINHCONGBO"),
        "processing_time": list(_time_limits(record)),
        "fees": list(_fees(record)),
        "components": list(_papers(record)),
        "steps": [
            {"case": group.get("TRUONGHOP") or None, "text": step.get("TENTRINHTU")}
            for group in _objects(record, "TRINHTUTHUCHIEN")
            for step in _objects(group, "TRINHTU")
        ],
        "legal_bases": [
            {
                "number": basis.get("SOVANBAN"),
                "title": basis.get("TENVANBAN"),
                "issued_on": basis.get("NGAYBANHANH") or None,
                "effective_on": basis.get("NGAYHIEULUC") or None,
                "issuing_body": basis.get("COQUANBANHANH") or None,
                "link": basis.get("DIACHITRUYCAP") or None,
            }
            for basis in _objects(record, "CANCUPHAPLY")
        ],
        "results": [
            {"code": result.get("MAKETQUA") or None, "name": result.get("TENKETQUA")}
            for result in _objects(record, "KETQUATHUCHIEN")
        ],
        "audience": [group.get("TENDOITUONG") for group in _objects(record, "DOITUONGTHUCHIEN")],
        "conditions": record.get("YEUCAU"),
        "reception": _places(record.get("DIACHITIEPNHAN")),
    }


def _objects(record: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    return record.get(key) or []


def _places(value: Any) -> Any:
    """One place on each line of the text; anything else as it is, for a note."""
    return value.split("\n") if isinstance(value, str) else value


def _level(level: Mapping[str, Any]) -> str:
    """The level by its number, or by its name where it has no number: "another agency" is a level without one."""
    code, name = level.get("CAPTHUCHIEN"), level.get("TENCAP")
    return str(name or "") if code is None else LEVELS.get(str(code), str(name or code))


def _channel(method: Mapping[str, Any]) -> str:
    return CHANNELS.get(str(method.get("KENH")), str(method.get("KENH")))


def _time_limit(limit: Mapping[str, Any]) -> str | None:
    amount = limit.get("THOIGIANGIAIQUYET")
    return None if amount is None else f"{amount} {limit.get('DONVITINH') or ''}".strip()


def _time_limits(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for method in _objects(record, "CACHTHUCTHUCHIEN"):
        limits = _objects(method, "THOIGIAN")
        yield from (
            {"channel": _channel(method), "time": _time_limit(limit), "note": limit.get("MOTA") or None}
            for limit in limits
        )
        if not limits:
            yield {"channel": _channel(method), "time": None}


def _fees(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for method in _objects(record, "CACHTHUCTHUCHIEN"):
        for limit in _objects(method, "THOIGIAN"):
            for fee in _objects(limit, "PHILEPHI"):
                amount = fee.get("SOTIEN")
                yield {
                    "channel": _channel(method),
                    "amount_raw": None if amount is None else str(amount),
                    "currency": fee.get("DONVI"),
                    "note": fee.get("MOTA") or None,
                    "time_limit": _time_limit(limit),
                    "time_limit_note": limit.get("MOTA") or None,
                }


def _papers(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for group in _objects(record, "THANHPHANHOSO"):
        for paper in _objects(group, "GIAYTO"):
            yield {
                "name": paper.get("TENGIAYTO"),
                "code": paper.get("MAGIAYTO") or None,
                "original": _count(paper.get("SOBANCHINH")),
                "copy": _count(paper.get("SOBANSAO")),
                "case": group.get("TRUONGHOP") or None,
                "form": paper.get("TENMAUDON") or None,
                "form_url": paper.get("URL") or None,
                "replaced_by": paper.get("MA_KQ_THAYTHE") or None,
            }


def _count(value: Any) -> Any:
    """Converts a number that a national system wrote as a text."""
    is_number = isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 10
    return int(value) if is_number else value
