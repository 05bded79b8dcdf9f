"""The four OpenAPI documents, and the operations that a generated client must have."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from suite.databases import SERVICES
from suite.openapi import FOLDER

METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})
DEFINED = re.compile(r"\b([A-Za-z_]\w*)(?=\(|\??: \{)")
"""What may define an operation in generated code: a name before its parameters, or a member of a TypeScript type."""


def document_path(service: str) -> Path:
    return FOLDER / f"{service}.json"


def operation_ids(service: str) -> list[str]:
    paths = json.loads(document_path(service).read_text())["paths"]
    return [item[method]["operationId"] for item in paths.values() for method in item if method in METHODS]


def dropped_operations(ids: Iterable[str], code: Path) -> list[str]:
    """Returns the operations that neither a definition in the generated code nor the name of one of its files has, in
    the case of any language: `publishDecision`, `PublishDecision` and `publish_decision` are one name."""
    files = [path for path in code.rglob("*") if path.suffix in (".java", ".ts", ".go", ".py")]
    known = {_bare(path.stem) for path in files}
    for path in files:
        known |= {_bare(name) for name in DEFINED.findall(path.read_text())}
    return [name for name in ids if _bare(name) not in known]


def _bare(name: str) -> str:
    return name.replace("_", "").lower()


__all__ = ["SERVICES", "document_path", "dropped_operations", "operation_ids"]
