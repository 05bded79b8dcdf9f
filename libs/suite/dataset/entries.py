"""What agencies enter about 2023: indicators with their values, and the records that the brief counts.

The numbers of records are never stated: the tables name each member, and the figures count them. Names of members and
the numbers of villages of each district are composed; their sums are the brief's.
"""

from collections.abc import Iterator
from typing import Any

from suite.dataset.issuing_agencies import agencies
from suite.dataset.tables import rows

ENTERING_AGENCY = "H60.16"
"""The provincial police, the standing agency of the scheme; it enters everything in the demo."""
FROM, DISTRICTS_END = "2023-01-01", "2025-07-01"
"""Districts, and the communes and villages as they were, ended with Luật 72/2025/QH15."""
REPORT = "Báo cáo kết quả thực hiện Đề án 06 năm 2023 (minh họa)"
MEMBERS = {"district": 13, "commune": 11, "village": 5}
"""About how many members a group has at each level (khoảng)."""
MEMBERS_OF_PROVINCE = 46
BASE_STATIONS = 1_344


def indicators() -> list[dict[str, Any]]:
    """Returns the bodies of `POST /v1/indicators`."""
    names = {
        "districts": ("Đơn vị hành chính cấp huyện", "Districts", "đơn vị", "units", "count"),
        "communes": ("Đơn vị hành chính cấp xã", "Communes", "đơn vị", "units", "count"),
        "villages": ("Thôn, bản, tổ dân phố", "Villages", "đơn vị", "units", "count"),
        "bts_sites": ("Vị trí lắp đặt trạm thu phát sóng BTS", "Sites of base stations", "vị trí", "sites", "count"),
        "communes_with_fibre": (
            "Xã, phường, thị trấn có Internet cáp quang và thông tin di động",
            "Communes with fibre internet and mobile service",
            "%",
            "per cent",
            "share",
        ),
        "villages_with_coverage": (
            "Thôn, bản, tổ nhân dân được phủ sóng di động",
            "Villages with mobile coverage",
            "%",
            "per cent",
            "share",
        ),
        "citizens_with_identity": (
            "Công dân đủ điều kiện được cấp CCCD gắn chip, tài khoản ĐDĐT",
            "Eligible citizens with a chip card and an electronic identity",
            "%",
            "per cent",
            "share",
        ),
    }
    return [_indicator(code, *named) for code, named in names.items()]


def _indicator(code: str, name_vi: str, name_en: str, unit_vi: str, unit_en: str, kind: str) -> dict[str, Any]:
    targets = [{"period": "2024", "amount": "100"}] if code == "citizens_with_identity" else []
    return {
        "code": code,
        "name_vi": name_vi,
        "name_en": name_en,
        "unit_vi": unit_vi,
        "unit_en": unit_en,
        "kind": kind,
        "period_kind": "year",
        "better": "up",
        "ground": "Quyết định 06/QĐ-TTg",
        "valid_from": FROM,
        "agencies": [ENTERING_AGENCY],
        "targets": targets,
    }


def values() -> list[dict[str, Any]]:
    """Returns the bodies of `POST /v1/values`."""
    districts = rows("units_2023")
    communes, villages = (sum(int(row[name]) for row in districts) for name in ("communes", "villages"))
    return [
        _value("districts", len(districts)),
        _value("communes", communes),
        _value("villages", villages),
        _value("bts_sites", BASE_STATIONS),
        _value("communes_with_fibre", communes, communes),
        _value("villages_with_coverage", villages, villages),
    ]


def _value(indicator: str, numerator: int, denominator: int | None = None) -> dict[str, Any]:
    value = {"indicator": indicator, "period": "2023", "numerator": str(numerator), "source_document": REPORT}
    return value if denominator is None else {**value, "denominator": str(denominator)}


def records() -> list[dict[str, Any]]:
    """Returns the records for the bodies of `POST /v1/records`; each kind has codes of its own."""
    return [*_data_services(), *_tasks(), *_working_groups(), *_video_points()]


def _record(code: str, name: str, attributes: dict[str, Any], source: str = REPORT, **more: str) -> dict[str, Any]:
    return {
        "code": code,
        "name": name,
        "valid_from": FROM,
        "source_document": source,
        "attributes": attributes,
        **more,
    }


def _data_services() -> Iterator[dict[str, Any]]:
    for number, row in enumerate(rows("data_services"), 1):
        attributes = {
            "kind": "data_service",
            "platform": row["platform"],
            "provider": row["provider"],
            "documentation": "Tài liệu kỹ thuật của nền tảng",
            "data_structure": "theo tài liệu kỹ thuật",
        }
        yield _record(f"DV-{number:02}", row["name"], attributes)


def _tasks() -> Iterator[dict[str, Any]]:
    directive = "452/TTg-KSTT"
    for row in rows("tasks_452"):
        attributes = {
            "kind": "task",
            "directive": directive,
            "owner": row["owner"],
            "due": row["due"],
            "progress": row["progress"],
        }
        yield _record(row["code"], row["name"], attributes, f"Công văn {directive}")


def _working_groups() -> Iterator[dict[str, Any]]:
    yield _working_group("TCT", "province", "tỉnh Tuyên Quang", MEMBERS_OF_PROVINCE, estimated=False)
    for code, level, unit in _units():
        yield _working_group(f"TCT-{code}", level, unit, MEMBERS[level], estimated=True)


def _working_group(code: str, level: str, unit: str, members: int, *, estimated: bool) -> dict[str, Any]:
    ends = {} if level == "province" else {"valid_to": DISTRICTS_END}
    attributes = {"kind": "working_group", "level": level, "unit": unit, "members": members, "estimated": estimated}
    return _record(code, f"Tổ công tác Đề án 06 {unit}", attributes, **ends)


def _units() -> Iterator[tuple[str, str, str]]:
    """The code, the level and the name of each unit; villages are spread over the communes of their district."""
    for number, row in enumerate(rows("units_2023"), 1):
        yield f"{number}", "district", row["district"]
        communes = int(row["communes"])
        for commune in range(1, communes + 1):
            yield f"{number}.{commune:02}", "commune", f"xã số {commune}, {row['district']}"
        for village in range(int(row["villages"])):
            commune, place = village % communes + 1, village // communes + 1
            name = f"thôn {place}, xã số {commune}, {row['district']}"
            yield f"{number}.{commune:02}.{place:02}", "village", name


def _video_points() -> Iterator[dict[str, Any]]:
    """The units of the table, the agencies of the province, and every district and commune."""
    named = [(row["level"], row["unit"]) for row in rows("video_points")]
    named += [("province", agency.name) for agency in agencies().values()]
    for number, (level, unit) in enumerate(named, 1):
        yield _record(f"DC-P{number:02}", f"Điểm cầu {unit}", {"kind": "video_point", "level": level, "unit": unit})
    for code, level, unit in _units():
        if level != "village":
            attributes = {"kind": "video_point", "level": level, "unit": unit}
            yield _record(f"DC-{code}", f"Điểm cầu {unit}", attributes, valid_to=DISTRICTS_END)
