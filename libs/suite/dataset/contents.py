"""The parts of a procedure that Article 8(2) NĐ 63/2010 lists, as the body of an item carries them."""

from datetime import date
from typing import Any

from suite.dataset.catalogue import Procedure
from suite.dataset.draws import pick
from suite.dataset.handling_agencies import handlers
from suite.dataset.issuing_agencies import legal_documents
from suite.dataset.papers import HOUSEHOLD_BOOK_ABOLISHED_ON, papers, result_code
from suite.dataset.plans import PlannedDecision

DAYS = {
    "license": (7, 10, 15, 20),
    "certificate": (5, 7, 10),
    "registration": (1, 3, 5),
    "establishment": (15, 20, 30),
    "appraisal": (15, 20, 30),
    "benefit": (7, 10, 15),
    "award": (20, 25),
    "notice": (3, 5),
    "recognition": (15, 20),
    "single": (1, 3, 5, 10),
}
FEES = {
    "license": ("Phí thẩm định", (200_000, 300_000, 500_000, 1_200_000, 2_000_000)),
    "certificate": ("Lệ phí cấp chứng chỉ", (100_000, 150_000, 300_000)),
    "registration": ("Lệ phí đăng ký", (8_000, 20_000, 50_000, 100_000)),
    "appraisal": ("Phí thẩm định", (1_000_000, 3_000_000, 6_000_000)),
}
COUNTERS = {
    "province": "Trung tâm Phục vụ hành chính công tỉnh",
    "district": "Bộ phận Tiếp nhận và Trả kết quả của Ủy ban nhân dân cấp huyện",
    "commune": "Bộ phận Tiếp nhận và Trả kết quả của Ủy ban nhân dân cấp xã",
}
CASES = {
    "province": "Hồ sơ thuộc thẩm quyền của cấp tỉnh",
    "district": "Hồ sơ thuộc thẩm quyền của cấp huyện",
    "commune": "Hồ sơ thuộc thẩm quyền của cấp xã",
}
COMMITTEES = {"district": "Ủy ban nhân dân cấp huyện", "commune": "Ủy ban nhân dân cấp xã"}
KEPT = 7
"""Tenths: each amendment cuts the time by 30 %, as the province asks of its agencies."""


def working_days(procedure: Procedure, revision: int) -> int:
    days = pick(DAYS[procedure.subject.family], procedure.code, "days")
    for _ in range(revision - 1):
        days = -(-days * KEPT // 10)  # rounded up
    return days


def population_fields(procedure: Procedure, on: date) -> list[str]:
    asked = procedure.subject.population_fields
    if on >= HOUSEHOLD_BOOK_ABOLISHED_ON and "household_book" in asked:
        asked = (
            *(field for field in asked if field not in ("household_book", "current_residence")),
            "current_residence",
        )
    return list(asked)


def content(procedure: Procedure, revision: int, planned: PlannedDecision) -> dict[str, Any]:
    """`revision` counts the contents that the procedure had, from 1."""
    subject, person, on = procedure.subject, bool(procedure.subject.population_fields), planned.signed_on
    return {
        "name": procedure.name,
        "field_code": subject.field.code,
        "agency_code": procedure.agency.code,
        "levels": list(subject.levels),
        "population_fields": population_fields(procedure, on),
        "steps": _steps(procedure),
        "channels": _channels(procedure, revision),
        "papers": papers(procedure, revision, on),
        "results": [{"code": result_code(procedure), "name": _result(procedure)}],
        "audience": ["Cá nhân", "Hộ gia đình"]
        if person and subject.levels[-1] != "province"
        else ["Tổ chức", "Cá nhân"],
        "conditions": f"Theo quy định của {procedure.agency.law}"
        if subject.family in ("license", "establishment")
        else None,
        "legal_bases": _legal_bases(procedure, planned),
        "agencies": _agencies(procedure),
    }


def _steps(procedure: Procedure) -> list[dict[str, Any]]:
    """What goes to the province and to a commune goes to two counters; the rest is the same for all."""
    filed = "Tổ chức, cá nhân nộp hồ sơ tại {}, qua bưu chính công ích hoặc trên Cổng Dịch vụ công."
    levels = procedure.subject.levels
    steps = [
        (
            "Người tiếp nhận kiểm tra hồ sơ, khai thác dữ liệu đã có và cấp giấy hẹn;"
            " hồ sơ chưa đủ thì hướng dẫn bổ sung một lần."
        ),
        (
            f"{procedure.agency.name} hoặc cơ quan được phân cấp thẩm định và quyết định;"
            " từ chối thì trả lời bằng văn bản, nêu rõ lý do."
        ),
        "Tổ chức, cá nhân nhận kết quả tại nơi nộp, qua bưu chính hoặc bản điện tử.",
    ]
    if len(levels) == 1:
        return [{"steps": [filed.format(COUNTERS[levels[0]]), *steps]}]
    return [{"steps": steps}, *({"case": CASES[level], "steps": [filed.format(COUNTERS[level])]} for level in levels)]


def _legal_bases(procedure: Procedure, planned: PlannedDecision) -> list[dict[str, Any]]:
    """The law of the agency, and the document because of which the Decision was made."""
    law = legal_documents()[procedure.agency.law]
    return [document.basis() for document in dict.fromkeys((law, planned.document))]


def _agencies(procedure: Procedure) -> list[dict[str, Any]]:
    """The agency decides what the province decides; below it the committees of the districts, and of all communes
    together, do, each in
    its own place. Who else handles it is in `handling`."""
    agency, levels = procedure.agency, procedure.subject.levels
    own = {"code": agency.code, "name": agency.name}
    executes: list[dict[str, str | None]] = [{**own}] if "province" in levels else []
    executes += [{"code": one.code, "name": one.name} for one in handlers() if one.handles(procedure.subject)]
    executes += [{"code": None, "name": COMMITTEES["commune"]}] if "commune" in levels else []
    competent = own if "province" in levels else {"code": None, "name": COMMITTEES[levels[0]]}
    return [*({"role": "executes", **one} for one in executes), {"role": "competent", **competent}]


def _channels(procedure: Procedure, revision: int) -> list[dict[str, Any]]:
    days = working_days(procedure, revision)
    return [
        {
            "channel": channel,
            "time_limits": [{"amount": days, "unit": "working_day", "fees": _fees(procedure, channel)}],
        }
        for channel in ("direct", "online", "post")
    ]


def _fees(procedure: Procedure, channel: str) -> list[dict[str, Any]]:
    """Who files online pays half."""
    if procedure.subject.family not in FEES:
        return []
    name, amounts = FEES[procedure.subject.family]
    amount = pick(amounts, procedure.code, "fee")
    return [{"name": name, "amount": amount // 2 if channel == "online" else amount, "currency": "VND"}]


def _result(procedure: Procedure) -> str:
    thing = procedure.subject.object
    match procedure.subject.family:
        case "license" | "certificate" | "award":
            return thing[0].upper() + thing[1:]
        case "establishment" | "recognition" | "benefit":
            return f"Quyết định về {thing}"
        case _:
            return f"Văn bản xác nhận kết quả: {procedure.name}"
