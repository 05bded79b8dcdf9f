"""Creates the bodies of `POST /v1/decisions`."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from suite.dataset.issuing_agencies import fields, issuing_body
from suite.dataset.plans import PlannedDecision
from suite.signed_file import stated_hash

Body = dict[str, Any]
KINDS = {
    "introduce": "mới ban hành",
    "amend": "được sửa đổi, bổ sung",
    "replace": "được thay thế",
    "repeal": "bị bãi bỏ",
}
TITLES = {
    "opening_catalogue": "Công bố danh mục thủ tục hành chính",
    "household_book": (
        "Công bố danh mục thủ tục hành chính được sửa đổi, bổ sung về nộp, xuất trình sổ hộ khẩu, sổ tạm trú giấy"
    ),
    "essential_services": "Công bố danh mục thủ tục hành chính và quy trình nội bộ đối với các dịch vụ công thiết yếu",
    "online_declaration": (
        "Công bố danh mục thủ tục hành chính đủ điều kiện thực hiện dịch vụ công trực tuyến toàn trình"
    ),
}
MAX_FIELDS = 3
"""A title names at most this many fields; where there are more it names none."""


def decision_body(planned: PlannedDecision, items: Sequence[Body], processes: Sequence[Body] = ()) -> Body:
    return {
        "number": planned.full_number,
        "issuing_body": issuing_body().code,
        "signed_on": planned.signed_on.isoformat(),
        "agency_code": planned.agency.code,
        "title": title(planned, items, bool(processes)),
        "topics": [planned.topic] if planned.topic else [],
        "back_entered": True,
        "published_on": planned.published_on.isoformat(),
        "signed_file_sha256": stated_hash(f"{planned.full_number} {planned.signed_on}"),
        "signer": "Chủ tịch Ủy ban nhân dân tỉnh",
        "legal_documents": [planned.document.body()],
        "items": [{"number": number, **item} for number, item in enumerate(items, 1)],
        "processes": list(processes),
    }


def item_body(planned: PlannedDecision, kind: str, code: str, **parts: Any) -> Body:
    """Returns an item that takes effect on the planned day of its Decision and cites its legal document. `parts` are
    the content with its changed parts, the successor, or the level."""
    return {
        "kind": kind,
        "procedure_code": code,
        "effective_on": planned.effective_on.isoformat(),
        "legal_document_number": planned.document.number,
        "successor_code": parts.get("successor_code"),
        "online_level": parts.get("online_level"),
        "content": parts.get("content"),
        "changed_parts": parts.get("changed_parts"),
    }


def title(planned: PlannedDecision, items: Sequence[Body], with_processes: bool) -> str:
    subject = TITLES.get(planned.topic) or _title_by_kinds(items)
    approval = "; phê duyệt quy trình nội bộ, liên thông" if with_processes and not planned.topic else ""
    return f"{subject}{approval} thuộc phạm vi chức năng quản lý của {planned.agency.name}"


def _title_by_kinds(items: Sequence[Body]) -> str:
    present = {item["kind"] for item in items}
    kinds = ", ".join(phrase for kind, phrase in KINDS.items() if kind in present)
    counts = Counter(item["content"]["field_code"] for item in items if item["content"])
    names = ", ".join(fields()[code].name for code, _ in counts.most_common()) if len(counts) <= MAX_FIELDS else ""
    return f"Công bố danh mục thủ tục hành chính {kinds}" + (f" lĩnh vực {names}" if names else "")
