"""Creates internal processes (quy trình nội bộ) and inter-agency ones (liên thông): their steps, roles and working
hours."""

from typing import Any

from suite.dataset.catalogue import Procedure
from suite.dataset.contents import COMMITTEES
from suite.dataset.draws import pick
from suite.dataset.issuing_agencies import agencies

HOURS_PER_DAY = 8
STEP_ROLES = {
    "province": ("Công chức tại Trung tâm Phục vụ hành chính công", "Lãnh đạo phòng chuyên môn", "Lãnh đạo cơ quan"),
    "district": (
        "Công chức Bộ phận Một cửa cấp huyện",
        "Lãnh đạo phòng chuyên môn cấp huyện",
        "Lãnh đạo UBND cấp huyện",
    ),
    "commune": ("Công chức Bộ phận Một cửa cấp xã", "Công chức chuyên môn cấp xã", "Lãnh đạo UBND cấp xã"),
}


def process(procedure: Procedure, code: str, days: int, inter_agency: bool) -> dict[str, Any]:
    kind = "Quy trình liên thông" if inter_agency else "Quy trình nội bộ"
    return {
        "code": code,
        "procedure_code": procedure.code,
        "name": f"{kind} giải quyết thủ tục: {procedure.name}",
        "inter_agency": inter_agency,
        "agency_code": procedure.agency.code,
        "steps": _steps(procedure, days * HOURS_PER_DAY, inter_agency),
    }


def _steps(procedure: Procedure, hours: int, inter_agency: bool) -> list[dict[str, Any]]:
    """Returns steps whose hours add up to the time limit of the procedure."""
    counter, examiner, signer = STEP_ROLES[procedure.highest_level]
    consultation = hours // 4 if inter_agency else 0
    own = _handled_by(procedure) if inter_agency else {}
    steps = [
        ("Tiếp nhận hồ sơ, số hóa và chuyển xử lý", counter, 2, own),
        ("Thẩm định hồ sơ, dự thảo kết quả", examiner, hours - consultation - 5, own),
    ]
    if inter_agency:
        others = [agency for agency in agencies().values() if agency != procedure.agency]
        partner = pick(others, procedure.code, "partner")
        steps.append(("Lấy ý kiến của cơ quan phối hợp", partner.name, consultation, {"agency_code": partner.code}))
    steps += [("Ký duyệt kết quả", signer, 2, own), ("Trả kết quả", counter, 1, own)]
    return [{"name": name, "role": role, "hours": step_hours, **agency} for name, role, step_hours, agency in steps]


def _handled_by(procedure: Procedure) -> dict[str, str]:
    """Returns the agency itself at the level of the province, and the committee at a lower level."""
    if procedure.highest_level == "province":
        return {"agency_code": procedure.agency.code}
    return {"agency_name": COMMITTEES[procedure.highest_level]}
