"""The national record `LayThuTuc`, read: its names under this project's, nothing mended. docs/national-formats.md lists
what has no place."""

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


def is_lay_thu_tuc(given: Any) -> bool:
    return isinstance(given, dict) and "MATTHC" in given


def misshapen(given: Mapping[str, Any]) -> str | None:
    """The first part that is no list of objects, where it must be one."""
    for name, below in LISTS.items():
        if not _is_list(given.get(name)):
            return name
        if below and not all(_is_list(one.get(below)) for one in _objects(given, name)):
            return f"{name}.{below}"
    times = (time for method in _objects(given, "CACHTHUCTHUCHIEN") for time in _objects(method, "THOIGIAN"))
    return None if all(_is_list(time.get("PHILEPHI")) for time in times) else "CACHTHUCTHUCHIEN.THOIGIAN.PHILEPHI"


def of_lay_thu_tuc(given: Mapping[str, Any]) -> dict[str, Any]:
    """Of a record that is not misshapen."""
    field = next(iter(_objects(given, "LINHVUCTHUCHIEN")), {})
    return {
        "code": given.get("MATTHC"),
        "name": given.get("TENTTHC"),
        "field": field.get("TENLINHVUC"),
        "field_code": field.get("MALINHVUC"),
        "ministry": given.get("MACOQUANCONGBO"),
        "level": ", ".join(_level(one) for one in _objects(given, "CAPTHUCHIEN")) or None,
        "agencies": [
            {"role": role, "code": one.get("MADONVI"), "name": one.get("TENDONVI")}
            for key, role in ROLES.items()
            for one in _objects(given, key)
        ],
        "decision_number": given.get("IDQUYETDINHCONGBO"),
        "processing_time": list(_times(given)),
        "fees": list(_fees(given)),
        "components": list(_papers(given)),
        "steps": [
            {"case": of.get("TRUONGHOP") or None, "text": step.get("TENTRINHTU")}
            for of in _objects(given, "TRINHTUTHUCHIEN")
            for step in _objects(of, "TRINHTU")
        ],
        "legal_bases": [
            {"number": one.get("SOVANBAN"), "title": one.get("TENVANBAN")} for one in _objects(given, "CANCUPHAPLY")
        ],
        "results": [
            {"code": one.get("MAKETQUA") or None, "name": one.get("TENKETQUA")}
            for one in _objects(given, "KETQUATHUCHIEN")
        ],
        "audience": [one.get("TENDOITUONG") for one in _objects(given, "DOITUONGTHUCHIEN")],
        "conditions": given.get("YEUCAU"),
    }


def _is_list(found: Any) -> bool:
    return found is None or (isinstance(found, list) and all(isinstance(one, dict) for one in found))


def _objects(given: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    return given.get(key) or []


def _level(given: Mapping[str, Any]) -> str:
    """By its number; without one by its name, as another agency is a level of its own."""
    code = given.get("CAPTHUCHIEN")
    return str(given.get("TENCAP") or "") if code is None else LEVELS.get(str(code), str(given.get("TENCAP") or code))


def _channel(method: Mapping[str, Any]) -> str:
    return CHANNELS.get(str(method.get("KENH")), str(method.get("KENH")))


def _time(time: Mapping[str, Any]) -> str | None:
    amount = time.get("THOIGIANGIAIQUYET")
    return None if amount is None else f"{amount} {time.get('DONVITINH') or ''}".strip()


def _times(given: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for method in _objects(given, "CACHTHUCTHUCHIEN"):
        limits = _objects(method, "THOIGIAN")
        yield from ({"channel": _channel(method), "time": _time(one)} for one in limits)
        if not limits:
            yield {"channel": _channel(method), "time": None}


def _fees(given: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for method in _objects(given, "CACHTHUCTHUCHIEN"):
        for time in _objects(method, "THOIGIAN"):
            for fee in _objects(time, "PHILEPHI"):
                amount = fee.get("SOTIEN")
                yield {
                    "channel": _channel(method),
                    "amount_raw": None if amount is None else str(amount),
                    "currency": fee.get("DONVI"),
                    "note": fee.get("MOTA") or None,
                    "under": _time(time),
                }


def _papers(given: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for of in _objects(given, "THANHPHANHOSO"):
        for paper in _objects(of, "GIAYTO"):
            yield {
                "name": paper.get("TENGIAYTO"),
                "code": paper.get("MAGIAYTO") or None,
                "original": _count(paper.get("SOBANCHINH")),
                "copy": _count(paper.get("SOBANSAO")),
                "case": of.get("TRUONGHOP") or None,
                "form": paper.get("TENMAUDON") or None,
            }


def _count(given: Any) -> Any:
    """National systems write numbers as texts."""
    return int(given) if isinstance(given, str) and given.isascii() and given.isdecimal() and len(given) < 10 else given
