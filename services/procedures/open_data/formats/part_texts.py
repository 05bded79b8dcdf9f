"""Parts of a procedure as Vietnamese texts, for standards that have no property for them."""

from collections.abc import Mapping
from typing import Any

from procedures.law.domain.dossier_texts import reception_text
from procedures.law.domain.fee_texts import fee_text
from procedures.law.domain.time_limit_texts import time_limit_text
from procedures.law.formats.decoded_parts import fee_of, reception_of, time_limit_of
from procedures.open_data.formats.lay_thu_tuc_out import LEVELS

CHANNELS = {
    "direct": "Trực tiếp",
    "online": "Trực tuyến",
    "post": "Dịch vụ bưu chính",
    "unstated": "Không nêu cách thức",
}
ROLES = {
    "executes": "Cơ quan thực hiện",
    "competent": "Cơ quan có thẩm quyền",
    "delegated": "Cơ quan được ủy quyền",
    "coordinates": "Cơ quan phối hợp",
}
DURATIONS = {"day": "P{}D", "hour": "PT{}H", "minute": "PT{}M", "month": "P{}M", "year": "P{}Y"}
Json = Mapping[str, Any]


def level_text(level: str) -> str:
    return LEVELS[level][1] if level in LEVELS else "Cơ quan khác"


def steps_text(steps_of_cases: list[Json]) -> str:
    """Trình tự thực hiện, one line for each step."""
    lines = []
    for group in steps_of_cases:
        if group["case"]:
            lines.append(f"{group['case']}:")
        lines += group["steps"]
    return "\n".join(lines)


def limit_text(limit: Json) -> str:
    return time_limit_text(time_limit_of(limit))


def channel_text(content: Json, channel: Json) -> str:
    """The time limits of a channel, and the places of reception, unless dossiers come online or by post."""
    places = content.get("reception", ()) if channel["channel"] in ("direct", "unstated") else ()
    limits = "; ".join(limit_text(limit) for limit in channel["time_limits"])
    return "\n".join(text for text in (limits, *(reception_text(reception_of(place)) for place in places)) if text)


def cost_text(fee: Json, channel: str, limit: Json | None) -> str:
    """The fee with the channel, and the time limit if it belongs to one."""
    under = CHANNELS[channel] if limit is None else f"{CHANNELS[channel]}, {limit_text(limit)}"
    return f"{fee_text(fee_of(fee))} ({under})"


def price_of(fee: Json) -> str | None:
    """The amount as a decimal text, where the fee is one amount; an amount per unit is none by itself."""
    return None if fee.get("form") else str(fee["amount"])


def paper_text(paper: Json) -> str:
    """Số lượng hồ sơ, the form, and what replaces the paper."""
    counts = (("bản chính", paper["originals"]), ("bản sao", paper["copies"]))
    stated = ", ".join(f"{kind}: {count}" for kind, count in counts if count is not None)
    texts = [stated[0].upper() + stated[1:]] if stated else []
    if paper["form"]:
        texts.append(f"Mẫu: {paper['form']['name']}")
    if paper["replaced_by_data"]:
        texts.append("Thay bằng dữ liệu của cơ sở dữ liệu đã có: " + ", ".join(paper["replaced_by_data"]["fields"]))
        if paper["replaced_by_data"]["fallback"]:
            texts.append(f"Nếu không khai thác được: {paper['replaced_by_data']['fallback']}")
    if paper["replaced_by_result"]:
        replaced = paper["replaced_by_result"]
        texts.append("Thay bằng kết quả của thủ tục khác: " + (replaced["code"] or replaced["procedure_code"] or ""))
    return ". ".join(texts)


def duration_of(limits: list[Json]) -> str | None:
    """An `xsd:duration` where there is exactly one limit and the type can express it: it can express neither working
    days nor fractions of days and months."""
    if len(limits) != 1:
        return None
    unit, amount = limits[0]["unit"], limits[0]["amount"]
    if unit not in DURATIONS or amount is None or amount != int(amount):
        return None
    return DURATIONS[unit].format(int(amount))
