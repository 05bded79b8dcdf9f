"""Reads the national record `LayThuTuc` under this project's names, not yet normalised. docs/national-formats.md lists
the fields that are left out."""

from collections.abc import Iterator, Mapping
from typing import Any

LEVELS = {"0": "Cấp bộ", "1": "Cấp tỉnh", "2": "Cấp huyện", "3": "Cấp xã"}
CHANNELS = {"1": "Trực tiếp", "2": "Trực tuyến", "3": "Dịch vụ bưu chính"}
ROLES = {
    "COQUANTHUCHIEN": "executes",
    "COQUANCOTHAMQUYEN": "competent",
    "COQUANDUOCUYQUYEN": "delegated",
    "COQUANPHOIHOP": "coordinates",
}
LISTS = {
    "LINHVUCTHUCHIEN": None,
    "CAPTHUCHIEN": None,
    "DOITUONGTHUCHIEN": None,
    "TRINHTUTHUCHIEN": "TRINHTU",
    "CACHTHUCTHUCHIEN": "THOIGIAN",
    "THANHPHANHOSO": "GIAYTO",
    "KETQUATHUCHIEN": None,
    "CANCUPHAPLY": None,
    **dict.fromkeys(ROLES),
}


def is_lay_thu_tuc(record: Any) -> bool:
    return isinstance(record, dict) and "MATTHC" in record


def malformed_part(record: Mapping[str, Any]) -> str | None:
    """The first part that must be a list of objects and is none."""
    for name, nested in LISTS.items():
        if not _is_list(record.get(name)):
            return name
        if nested and not all(_is_list(entry.get(nested)) for entry in _objects(record, name)):
            return f"{name}.{nested}"
    limits = (limit for method in _objects(record, "CACHTHUCTHUCHIEN") for limit in _objects(method, "THOIGIAN"))
    return None if all(_is_list(limit.get("PHILEPHI")) for limit in limits) else "CACHTHUCTHUCHIEN.THOIGIAN.PHILEPHI"


def values_of_lay_thu_tuc(record: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a record that has no malformed part."""
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
            {"number": basis.get("SOVANBAN"), "title": basis.get("TENVANBAN")}
            for basis in _objects(record, "CANCUPHAPLY")
        ],
        "results": [
            {"code": result.get("MAKETQUA") or None, "name": result.get("TENKETQUA")}
            for result in _objects(record, "KETQUATHUCHIEN")
        ],
        "audience": [group.get("TENDOITUONG") for group in _objects(record, "DOITUONGTHUCHIEN")],
        "conditions": record.get("YEUCAU"),
    }


def _is_list(value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(entry, dict) for entry in value))


def _objects(record: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    return record.get(key) or []


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
        yield from ({"channel": _channel(method), "time": _time_limit(limit)} for limit in limits)
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
            }


def _count(value: Any) -> Any:
    """Converts a number that a national system wrote as a text."""
    is_number = isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 10
    return int(value) if is_number else value
