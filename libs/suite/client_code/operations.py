"""One method for each operation of an OpenAPI document, synchronous or asynchronous."""

import keyword
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from suite.client_code.schemas import Schema, docstring, python_type

HEADERS = {
    "If-Match": "if_match",
    "Event-Position-At-Least": "event_position_at_least",
    "Idempotency-Key": "idempotency_key",
}
"""The headers that are arguments. `If-None-Match` is none: a call has a body in its response, or raises."""


def snake_case(name: str) -> str:
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[- ]", "_", name)
    return spaced.lower() + "_" * keyword.iskeyword(spaced.lower())


def argument_type(schema: Schema) -> str:
    match schema:
        case {"format": "date"}:
            return "date | str"
        case {"format": "date-time"}:
            return "datetime | str"
        case {"format": "uuid"}:
            return "UUID | str"
        case {"anyOf": _} | {"type": list()}:
            return " | ".join(type for type in python_type(schema).split(" | ") if type != "None")
        case _:
            return python_type(schema).replace("list[", "Sequence[")


@dataclass(frozen=True)
class Parameter:
    stated: dict[str, Any]

    @property
    def place(self) -> str:
        return str(self.stated["in"])

    @property
    def name(self) -> str:
        return HEADERS.get(self.stated["name"], snake_case(self.stated["name"]))

    @property
    def declaration(self) -> str:
        type = argument_type(self.stated["schema"])
        return f"{self.name}: {type}" if self.stated.get("required") else f"{self.name}: {type} | None = None"


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    stated: dict[str, Any]

    @property
    def name(self) -> str:
        return snake_case(self.stated["operationId"])

    @cached_property
    def parameters(self) -> list[Parameter]:
        stated = (Parameter(each) for each in self.stated.get("parameters", ()))
        return [each for each in stated if each.place != "header" or each.stated["name"] in HEADERS]

    def of(self, place: str) -> list[Parameter]:
        return [each for each in self.parameters if each.place == place]

    @cached_property
    def content_types(self) -> list[str]:
        """The media types of the request; the first is the default where there are several."""
        types: dict[str, Any] = self.stated.get("requestBody", {}).get("content", {})
        if len(types) > 1 and any(content["schema"].get("format") != "binary" for content in types.values()):
            raise NotImplementedError(f"{self.name} takes a body of several types")
        return sorted(types, key=lambda media: media != "application/octet-stream")

    @property
    def takes_json(self) -> bool:
        return self.content_types == ["application/json"]

    @property
    def body(self) -> list[str]:
        """The declaration of the body, if there is one."""
        if not self.content_types:
            return []
        if not self.takes_json:
            return ["body: bytes"]
        request = self.stated["requestBody"]
        type = python_type(request["content"]["application/json"]["schema"])
        return [f"body: {type}" if request.get("required") else f"body: {type.removesuffix(' | None')} | None = None"]

    @cached_property
    def result(self) -> tuple[str, str]:
        """The type of the body of a success, and the function that reads it."""
        found = {
            (media, python_type(content.get("schema", {})))
            for status, response in self.stated["responses"].items()
            if status.startswith("2")
            for media, content in response.get("content", {}).items()
        }
        if not found:
            return "None", "empty_response"
        if len(found) > 1:
            raise NotImplementedError(f"{self.name} has several types of responses")
        ((media, type),) = found
        is_json = media in ("application/json", "application/ld+json")
        return (type, "json_response") if is_json else ("bytes", "bytes_response")

    def page_item(self, schemas: dict[str, Schema]) -> str | None:
        """The type of the items, if the operation has pages with a cursor."""
        has_cursor = any(each.stated["name"] == "after" for each in self.of("query"))
        members = schemas.get(self.result[0], {}).get("properties", {})
        return python_type(members["items"]["items"]) if has_cursor and {"items", "next"} <= members.keys() else None

    def method_code(self, is_async: bool) -> str:
        type, read = self.result
        prefix, wait = ("async ", "await ") if is_async else ("", "")
        return "".join([
            f"    {prefix}def {self.name}(self, {', '.join(self._declarations())}) -> Response[{type}]:\n",
            docstring(self._description(), " " * 8),
            f"        return {read}({wait}self.send({self._request()}))\n\n",
        ])  # fmt: skip

    def iterator_code(self, is_async: bool, item: str) -> str:
        """The method that reads all pages."""
        name = f"iterate_{self.name.removeprefix('list_').removeprefix('get_')}"
        passed = [*(each.name for each in self.of("path")), *(["body"] if self.body else [])]
        keyed = "idempotency_key"  # each page is a request of its own
        declared = [each for each in self._declarations() if not each.startswith(keyed)]
        named = [each.name for each in self.parameters if each.place != "path" and each.name not in ("after", keyed)]
        passed += [*(f"{name}={name}" for name in named), "after=cursor"]
        kind, read = ("AsyncIterator", "all_items_async") if is_async else ("Iterator", "all_items")
        return "".join([
            f"    def {name}(self, {', '.join(declared)}) -> {kind}[{item}]:\n",
            docstring(f"All items of `{self.name}`, of all pages. `limit` is the size of a page.", " " * 8),
            f"        return {read}(lambda cursor: self.{self.name}({', '.join(passed)}), after)\n\n",
        ])  # fmt: skip

    def _declarations(self) -> list[str]:
        named = sorted((*self.of("query"), *self.of("header")), key=lambda each: not each.stated.get("required"))
        declarations = [*(each.declaration for each in self.of("path")), *self.body]
        named_declarations = [each.declaration for each in named]
        if len(self.content_types) > 1:
            choices = ", ".join(f'"{type}"' for type in self.content_types)
            named_declarations.append(f'content_type: Literal[{choices}] = "{self.content_types[0]}"')
        return [*declarations, *(["*", *named_declarations] if named_declarations else [])]

    def _description(self) -> str:
        return str(self.stated.get("description") or f"{self.stated.get('summary', self.name)}.")

    def _request(self) -> str:
        path = re.sub(r"\{(\w+)\}", lambda match: f"{{path_segment({snake_case(match[1])})}}", self.path)
        parts = [f'"{self.method.upper()}"', f'{"f" if "{" in path else ""}"{path}"']
        if query := self.of("query"):
            parts.append(f"query=given({', '.join(self._query_argument(each) for each in query)})")
        if headers := self._headers():
            parts.append(f"headers=request_headers({', '.join(headers)})")
        if self.content_types:
            parts.append("content=json_bytes(body)" if self.takes_json else "content=body")
        return f"Request({', '.join(parts)})"

    def _query_argument(self, parameter: Parameter) -> str:
        name = parameter.stated["name"]
        key = name + "_" * keyword.iskeyword(name)
        return f"{key}={parameter.name}"

    def _headers(self) -> list[str]:
        headers = []
        if len(self.content_types) > 1:
            headers.append("content_type")
        elif self.content_types:
            optional = " if body is not None else None" if "= None" in self.body[0] else ""
            headers.append(f'"{self.content_types[0]}"{optional}')
        for parameter in self.of("header"):
            value = "idempotency_key or new_key()" if parameter.name == "idempotency_key" else parameter.name
            headers.append(f"{parameter.name}={value}")
        return headers
