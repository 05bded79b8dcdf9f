"""Parts of a procedure as Vietnamese text, where a standard has no place of its own for them."""

from collections.abc import Mapping
from typing import Any

from procedures.open_data.formats.lay_thu_tuc_out import LEVELS, UNITS

CHANNELS = {"direct": "Trực tiếp", "online": "Trực tuyến", "post": "Dịch vụ bưu chính"}
ROLES = {
    "executes": "Cơ quan thực hiện",
    "competent": "Cơ quan có thẩm quyền",
    "delegated": "Cơ quan được ủy quyền",
    "coordinates": "Cơ quan phối hợp",
}
DURATIONS = {"day": "P{}D", "hour": "PT{}H", "month": "P{}M"}
Json = Mapping[str, Any]


def level_text(level: str) -> str:
    return LEVELS[level][1] if level in LEVELS else "Cơ quan khác"


def steps_text(steps_of_cases: list[Json]) -> str:
    """Trình tự thực hiện, a line for each step."""
    lines = []
    for of in steps_of_cases:
        if of["case"]:
            lines.append(f"{of['case']}:")
        lines += of["steps"]
    return "\n".join(lines)


def limit_text(limit: Json) -> str:
    said = f"{limit['amount']:g} {UNITS[limit['unit']].lower()}"
    return f"{said} ({limit['note']})" if limit["note"] else said


def fee_text(fee: Json, channel: str, limit: Json) -> str:
    return f"{fee['name']} ({CHANNELS[channel]}, {limit_text(limit)})"


def paper_text(paper: Json) -> str:
    """Số lượng hồ sơ, and what stands in the paper's place."""
    said = [f"Bản chính: {paper['originals']}, bản sao: {paper['copies']}"]
    if paper["form"]:
        said.append(f"Mẫu: {paper['form']['name']}")
    if paper["replaced_by_data"]:
        said.append("Thay bằng dữ liệu của cơ sở dữ liệu đã có: " + ", ".join(paper["replaced_by_data"]["fields"]))
        if paper["replaced_by_data"]["fallback"]:
            said.append(f"Nếu không khai thác được: {paper['replaced_by_data']['fallback']}")
    if paper["replaced_by_result"]:
        replaced = paper["replaced_by_result"]
        said.append("Thay bằng kết quả của thủ tục khác: " + (replaced["code"] or replaced["procedure_code"] or ""))
    return ". ".join(said)


def duration_of(limits: list[Json]) -> str | None:
    """`xsd:duration` where there is one limit that it can say: working days are none, nor are parts of days and
    months."""
    if len(limits) != 1:
        return None
    unit, amount = limits[0]["unit"], limits[0]["amount"]
    if unit not in DURATIONS or amount != int(amount):
        return None
    return DURATIONS[unit].format(int(amount))
