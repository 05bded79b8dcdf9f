"""Creates the content of a procedure in an item's body: the parts that Article 8(2) NĐ 63/2010 lists."""

from datetime import date
from typing import Any

from suite.dataset.catalogue import Procedure
from suite.dataset.draws import pick
from suite.dataset.handlers import handlers
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
REMAINING_TENTHS = 7
"""Each amendment shortens the time limit by 30 %, as the province requires of its agencies."""


def working_days(procedure: Procedure, revision: int) -> int:
    days = pick(DAYS[procedure.subject.family], procedure.code, "days")
    for _ in range(revision - 1):
        days = -(-days * REMAINING_TENTHS // 10)  # rounded up
    return days


def population_fields(procedure: Procedure, on: date) -> list[str]:
    fields = list(procedure.subject.population_fields)
    if on < HOUSEHOLD_BOOK_ABOLISHED_ON or "household_book" not in fields:
        return fields
    remaining = [field for field in fields if field not in ("household_book", "current_residence")]
    return [*remaining, "current_residence"]


def content(procedure: Procedure, revision: int, planned: PlannedDecision) -> dict[str, Any]:
    """`revision` is the number of this content among those of the procedure, from 1."""
    subject, on = procedure.subject, planned.signed_on
    of_members = list(subject.household_member_fields)
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
        "audience": _audience(procedure),
        "conditions": _conditions(procedure),
        "legal_bases": _legal_bases(procedure, planned),
        "agencies": _agencies(procedure),
        **({"household_member_fields": of_members} if of_members else {}),
    }


def _audience(procedure: Procedure) -> list[str]:
    is_for_persons = bool(procedure.subject.population_fields) and procedure.subject.levels[-1] != "province"
    return ["Cá nhân", "Hộ gia đình"] if is_for_persons else ["Tổ chức", "Cá nhân"]


def _conditions(procedure: Procedure) -> str | None:
    has_conditions = procedure.subject.family in ("license", "establishment")
    return f"Theo quy định của {procedure.agency.law}" if has_conditions else None


def _steps(procedure: Procedure) -> list[dict[str, Any]]:
    """A procedure of several levels has one first step for each level's counter; the other steps are common."""
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
    """Returns the law of the agency, and the document that the Decision implements."""
    law = legal_documents()[procedure.agency.law]
    return [document.basis() for document in dict.fromkeys((law, planned.document))]


def _agencies(procedure: Procedure) -> list[dict[str, Any]]:
    """At the level of the province the agency itself is competent, at a lower level the committees of that level.
    Further agencies that execute the procedure are in `handlers`."""
    agency, levels = procedure.agency, procedure.subject.levels
    own = {"code": agency.code, "name": agency.name}
    executing: list[dict[str, str | None]] = [{**own}] if "province" in levels else []
    executing += [
        {"code": handler.code, "name": handler.name} for handler in handlers() if handler.handles(procedure.subject)
    ]
    executing += [{"code": None, "name": COMMITTEES["commune"]}] if "commune" in levels else []
    competent = own if "province" in levels else {"code": None, "name": COMMITTEES[levels[0]]}
    return [*({"role": "executes", **agency} for agency in executing), {"role": "competent", **competent}]


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
    """The fee for filing online is half of the others."""
    if procedure.subject.family not in FEES:
        return []
    name, amounts = FEES[procedure.subject.family]
    amount = pick(amounts, procedure.code, "fee")
    return [{"name": name, "amount": amount // 2 if channel == "online" else amount, "currency": "VND"}]


def _result(procedure: Procedure) -> str:
    granted = procedure.subject.object
    match procedure.subject.family:
        case "license" | "certificate" | "award":
            return granted[0].upper() + granted[1:]
        case "establishment" | "recognition" | "benefit":
            return f"Quyết định về {granted}"
        case _:
            return f"Văn bản xác nhận kết quả: {procedure.name}"
