"""Request bodies that the OpenAPI document shows; a test posts them."""

from typing import Any

TASK: dict[str, Any] = {
    "code": "452-01",
    "name": "Tái cấu trúc quy trình điện tử của các dịch vụ công thiết yếu",
    "valid_from": "2023-01-01",
    "source_document": "Công văn 452/TTg-KSTT",
    "attributes": {
        "kind": "task",
        "directive": "452/TTg-KSTT",
        "owner": "H60.01",
        "due": "2023-12-31",
        "progress": "running",
    },
}
RECORDS: dict[str, Any] = {"records": [TASK]}
VERSION: dict[str, Any] = {
    **{name: value for name, value in TASK.items() if name != "code"},
    "valid_from": "2023-11-15",
    "attributes": {**TASK["attributes"], "progress": "done"},
}
APPROVAL: dict[str, Any] = {
    "versions": [{"kind": "task", "code": "452-01", "version": 1}],
    "ground": "Tờ trình 15/TTr-CAT",
}
