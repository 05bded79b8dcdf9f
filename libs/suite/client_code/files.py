"""The generated files, formatted as the rest of the code."""

import json
import re
import subprocess
import sys
from collections import Counter
from typing import Any

from suite.client_code.operations import Operation
from suite.client_code.schemas import Schema, definition
from suite.databases import SERVICES
from suite.folders_and_ports import CLONE

FOLDER = CLONE / "libs" / "congbo_client"
DOCUMENTS = CLONE / "docs" / "contracts" / "openapi"
HEAD = '"""{}\n\nGenerated from docs/contracts/openapi by `make client`: do not edit."""\n\n{}\n\n'
SCHEMA_IMPORTS = "from __future__ import annotations\n\nfrom typing import Any, Literal, NotRequired, TypedDict"
CLIENT_IMPORTS = """from collections.abc import {kinds}
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from congbo_client.connection import {imported}
from congbo_client.requests import (
    Request, Response, bytes_response, empty_response, given, json_bytes, json_response, new_key, path_segment,
    request_headers,
)
{schemas}"""
METHODS = ("get", "post", "put", "patch", "delete")
Document = dict[str, Any]


def generated_files() -> dict[str, str]:
    """The contents of the files by their names."""
    documents = {service: json.loads((DOCUMENTS / f"{service}.json").read_text()) for service in SERVICES}
    shared = shared_schemas(documents)
    files = {"problem_types.py": problem_types(documents), "shared_schemas.py": schema_file("several services", shared)}
    for service, document in documents.items():
        own = {name: schema for name, schema in schemas_of(document).items() if name not in shared}
        files[f"{service}_schemas.py"] = schema_file(f"`{service}`", own, shared)
        files[f"{service}.py"] = client_file(service, document, own, shared, is_async=False)
        files[f"async_{service}.py"] = client_file(service, document, own, shared, is_async=True)
    return {name: formatted(text) for name, text in files.items()}


def schemas_of(document: Document) -> dict[str, Schema]:
    """The schemas of bodies. Those of problems are left out: `Problem` stands for all of them."""
    schemas = document["components"]["schemas"]
    return {name: schema for name, schema in sorted(schemas.items()) if not name.endswith("Problem")}


def shared_schemas(documents: dict[str, Document]) -> dict[str, Schema]:
    """The schemas that several services have, each the same."""
    found = Counter(json.dumps(entry) for document in documents.values() for entry in schemas_of(document).items())
    return dict(json.loads(text) for text, count in sorted(found.items()) if count > 1)


def schema_file(whose: str, schemas: dict[str, Schema], shared: dict[str, Schema] | None = None) -> str:
    code = "\n\n".join(definition(name, schema) for name, schema in in_order(schemas).items())
    imports = f"{SCHEMA_IMPORTS}\n{imported('shared_schemas', code, shared or {})}"
    return HEAD.format(f"The bodies of requests and responses of {whose}.", imports) + code


def in_order(schemas: dict[str, Schema]) -> dict[str, Schema]:
    """Enums first and unions last, since an assignment uses at once what it names."""
    return dict(sorted(schemas.items(), key=lambda entry: ("oneOf" in entry[1], "properties" in entry[1], entry[0])))


def client_file(
    service: str, document: Document, own: dict[str, Schema], shared: dict[str, Schema], *, is_async: bool
) -> str:
    name = "".join(part.capitalize() for part in service.split("_"))
    prefix = "Async" if is_async else ""
    methods = []
    for path, operations in document["paths"].items():
        for method, stated in operations.items():
            if method not in METHODS:  # HEAD and OPTIONS say nothing that a method of the client would return
                continue
            operation = Operation(method, path, stated)
            methods.append(operation.method_code(is_async))
            if item := operation.page_item(document["components"]["schemas"]):
                methods.append(operation.iterator_code(is_async, item))
    code = "".join(methods)
    helpers = "all_items_async" if is_async else "all_items"
    imports = CLIENT_IMPORTS.format(
        kinds="AsyncIterator, Sequence" if is_async else "Iterator, Sequence",
        imported=f"{prefix}Connection, {helpers}",
        schemas=imported(f"{service}_schemas", code, own) + imported("shared_schemas", code, shared),
    )
    opening = f'class {prefix}{name}({prefix}Connection):\n    """{document["info"]["title"]}."""\n\n'
    return HEAD.format(f"The operations of `{service}`.", imports) + opening + code


def imported(module: str, code: str, names: dict[str, Schema]) -> str:
    used = sorted(set(re.findall(r"\b[A-Z]\w+", code)) & set(names))
    return f"from congbo_client.{module} import {', '.join(used)}\n" if used else ""


def problem_types(documents: dict[str, Document]) -> str:
    found = {
        type.rsplit(":", 1)[1]
        for document in documents.values()
        for name, schema in document["components"]["schemas"].items()
        if name.endswith("Problem")
        for type in schema["properties"]["type"]["enum"]
    }
    listed = ", ".join(f'"{type}"' for type in sorted(found))
    opening = HEAD.format("The types of problems of all services.", "from typing import Literal")
    return f"{opening}ProblemType = Literal[{listed}]\n"


def formatted(text: str) -> str:
    """Without the imports that are not used, in the format of the code around it."""
    for command in (["check", "--fix", "--select", "F401,I", "--quiet"], ["format", "--quiet"]):
        text = subprocess.run(  # noqa: S603 - a tool of the virtual environment
            [sys.executable, "-m", "ruff", *command, "--stdin-filename", str(FOLDER / "generated.py"), "-"],
            input=text, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
    return text
