"""Decisions as the bodies of `POST /v1/decisions`."""

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
    "household_book": "Công bố danh mục thủ tục hành chính được sửa đổi, bổ sung về nộp, xuất trình sổ hộ khẩu, sổ tạm trú giấy",
    "essential_services": "Công bố danh mục thủ tục hành chính và quy trình nội bộ đối với các dịch vụ công thiết yếu",
    "online_declaration": "Công bố danh mục thủ tục hành chính đủ điều kiện thực hiện dịch vụ công trực tuyến toàn trình",
}
MOST_FIELDS = 3
"""A title names as many fields; with more it names none."""


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
    """An item takes effect on the day of its Decision's plan, and cites its document; `parts` are the content with what
    it changes, the
    successor, the level."""
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
    said = TITLES.get(planned.topic) or _title_by_kinds(items)
    approved = "; phê duyệt quy trình nội bộ, liên thông" if with_processes and not planned.topic else ""
    return f"{said}{approved} thuộc phạm vi chức năng quản lý của {planned.agency.name}"


def _title_by_kinds(items: Sequence[Body]) -> str:
    present = {item["kind"] for item in items}
    kinds = ", ".join(words for kind, words in KINDS.items() if kind in present)
    named = Counter(item["content"]["field_code"] for item in items if item["content"])
    about = ", ".join(fields()[code].name for code, _ in named.most_common()) if 0 < len(named) <= MOST_FIELDS else ""
    return f"Công bố danh mục thủ tục hành chính {kinds}" + (f" lĩnh vực {about}" if about else "")
