"""The contracts as documents: JSON Schemas and an AsyncAPI 3.1 document, which are generated from the payload classes
and committed."""

import json
import subprocess
import sys
from inspect import cleandoc
from pathlib import Path
from typing import Any

import msgspec

from common.contracts.compatibility import breaking_changes
from common.contracts.event import EventType, is_retired, known_types
from common.contracts.loading import load_event_types

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "contracts"
BASELINE = "BASELINE.md"
"""This file marks the commit from which on contracts must stay compatible: versions committed before its last change
are not compared (docs/adr/0010)."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def all_types() -> list[EventType]:
    load_event_types()
    return sorted(
        (event_type for event_type in known_types() if event_type.payload.__module__.startswith("common.contracts.")),
        key=lambda event_type: event_type.name,
    )


def running_text(docstring: str) -> str:
    """Returns each paragraph on a line of its own, with an empty line between two."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in cleandoc(docstring).split("\n\n"))


def summary_of(event_type: EventType) -> str:
    """Returns the first paragraph of the docstring on one line."""
    return running_text(event_type.payload.__doc__ or "").split("\n\n", maxsplit=1)[0]


def schema_of(event_type: EventType) -> dict[str, Any]:
    schema = with_running_text(msgspec.json.schema(event_type.payload))
    return {"$schema": DIALECT, "title": event_type.name, **schema}


def with_running_text(schema: Any) -> Any:
    """Returns the schema with its descriptions, which are docstrings, as running text."""
    if isinstance(schema, dict):
        return {
            name: running_text(part) if name == "description" and isinstance(part, str) else with_running_text(part)
            for name, part in schema.items()
        }
    return [with_running_text(part) for part in schema] if isinstance(schema, list) else schema


def asyncapi_document() -> dict[str, Any]:
    types = all_types()
    sources = sorted({event_type.source for event_type in types})
    payloads, schemas = msgspec.json.schema_components(
        [event_type.payload for event_type in types], ref_template="#/components/schemas/{name}"
    )
    messages = {
        event_type.name: _message(event_type, payload) for event_type, payload in zip(types, payloads, strict=True)
    }
    return {
        "asyncapi": "3.1.0",
        "info": {
            "title": "Công bố: events",
            "version": "1",
            "description": "CloudEvents 1.0 in binary mode; docs/streams.md has the rest.",
        },
        "defaultContentType": "application/json",
        "channels": {source: _channel(source, types) for source in sources},
        "operations": {
            f"send_{source}": {"action": "send", "channel": {"$ref": f"#/channels/{source}"}} for source in sources
        },
        "components": {"messages": messages, "schemas": with_running_text(schemas)},
    }


def _channel(source: str, types: list[EventType]) -> dict[str, Any]:
    names = [event_type.name for event_type in types if event_type.source == source]
    return {
        "address": f"{source}.v1",
        "description": f"The stream of `{source}`: one partition per shard, also as its feed at GET /v1/events.",
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in names},
    }


def _message(event_type: EventType, payload: dict[str, Any]) -> dict[str, Any]:
    """The payload is in AsyncAPI's schema format, in which a `$ref` is resolved from the root of the document, so the
    schemas cannot have `$defs` of their own."""
    header = {"type": "string"}
    names = ("specversion", "id", "source", "type", "time", "subject", "shard", "sequence", "prevhash", "hash")
    return {
        "name": event_type.name,
        "summary": summary_of(event_type),
        "headers": {
            "type": "object",
            "required": ["content-type", *(f"ce_{name}" for name in names)],
            "properties": {
                "content-type": {"const": "application/json"},
                **{f"ce_{name}": header for name in (*names, "traceparent")},
                "ce_type": {"const": event_type.name},
            },
        },
        "payload": payload,
    }


def documents() -> dict[str, str]:
    """Returns the text of each document by its path below docs/contracts."""
    contents: dict[str, Any] = {f"events/{event_type.name}.json": schema_of(event_type) for event_type in all_types()}
    contents["asyncapi.json"] = asyncapi_document()
    return {
        path: json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        for path, content in contents.items()
    }


def write() -> None:
    for path, content in documents().items():
        file = FOLDER / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)


def differences() -> list[str]:
    """Describes where the committed documents differ from the code, and which changes break readers of old events."""
    generated = documents()
    faults = [fault for path, content in generated.items() if (fault := _stale(path, content))]
    for path, content in generated.items():
        if path.startswith("events/"):
            for old in {_on_disk(path), *_committed_since_baseline(path)} - {""}:
                faults += breaking_changes(json.loads(old), json.loads(content), path)
    undescribed = [
        path
        for path in sorted(_known_paths() - set(generated))
        if not is_retired(path.removeprefix("events/").removesuffix(".json"))
    ]
    faults += [
        f"docs/contracts/{path} describes a type that was removed: logs still have old events of it"
        for path in undescribed
    ]
    return list(dict.fromkeys(faults))


def _stale(path: str, content: str) -> str | None:
    committed = _on_disk(path)
    if not committed:
        return f"docs/contracts/{path} is not there; run `make contracts`"
    return f"docs/contracts/{path} is stale; run `make contracts`" if committed != content else None


def _known_paths() -> set[str]:
    """Returns the paths of the documents in the working tree and in the last commit."""
    on_disk = {f"events/{file.name}" for file in (FOLDER / "events").glob("*.json")}
    return on_disk | set(_git("ls-tree", "--name-only", "HEAD", "events/").split())


def _on_disk(path: str) -> str:
    file = FOLDER / path
    return file.read_text() if file.exists() else ""


def _committed_since_baseline(path: str) -> list[str]:
    """Returns each version since the commit that last changed `BASELINE`, including that commit; none if that change is
    not committed yet.

    All versions are compared, not only the last one, since `make contracts` may have overwritten the file before the
    check.
    """
    if _git("status", "--porcelain", "--", BASELINE):
        return []
    baseline = _git("log", "-1", "--format=%H", "--", BASELINE).strip()
    commits = [baseline, *_git("log", "--format=%H", f"{baseline}..HEAD", "--", path).split()] if baseline else []
    return [_git("show", f"{commit}:./{path}") for commit in commits]


def _git(*arguments: str) -> str:
    """Returns the output of git in docs/contracts; empty if there is no git, or if HEAD has no such file."""
    try:
        result = subprocess.run(["git", *arguments], cwd=FOLDER, capture_output=True, text=True, check=False)  # noqa: S603, S607 - the developer's own git
    except OSError:
        return ""
    return result.stdout if result.returncode == 0 else ""


async def asyncapi() -> dict[str, Any]:
    """Returns the AsyncAPI 3.1 document of the whole suite."""
    return asyncapi_document()


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        write()
    elif wrong := differences():
        sys.exit("\n".join(wrong))
