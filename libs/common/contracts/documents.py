"""The contracts as documents: JSON Schemas and an AsyncAPI 3 document, generated from the payload classes and
committed."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec

from common.contracts.compatibility import breaking_changes
from common.contracts.event import EventType, is_retired, known_types
from common.contracts.loading import load_event_types

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "contracts"
BASELINE = "BASELINE.md"
"""Says when the contracts were settled: what was committed before it last changed is compared with nothing
(docs/adr/0010)."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def all_types() -> list[EventType]:
    load_event_types()
    return sorted(
        (known for known in known_types() if known.payload.__module__.startswith("common.contracts.")),
        key=lambda known: known.name,
    )


def schema_of(known: EventType) -> dict[str, Any]:
    return {"$schema": DIALECT, "title": known.name, **msgspec.json.schema(known.payload)}


def asyncapi_document() -> dict[str, Any]:
    types = all_types()
    sources = sorted({known.source for known in types})
    payloads, schemas = msgspec.json.schema_components(
        [known.payload for known in types], ref_template="#/components/schemas/{name}"
    )
    messages = {known.name: _message(known, payload) for known, payload in zip(types, payloads, strict=True)}
    return {
        "asyncapi": "3.0.0",
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
        "components": {"messages": messages, "schemas": schemas},
    }


def _channel(source: str, types: list[EventType]) -> dict[str, Any]:
    names = [known.name for known in types if known.source == source]
    return {
        "address": f"{source}.v1",
        "description": f"The stream of `{source}`: one partition per shard, also as its feed at GET /v1/events.",
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in names},
    }


def _message(known: EventType, payload: dict[str, Any]) -> dict[str, Any]:
    """The payload is in AsyncAPI's own schema format: there a `$ref` counts from the document's root, so a `$defs`
    inside would dangle."""
    header = {"type": "string"}
    names = ("specversion", "id", "source", "type", "time", "subject", "shard", "sequence", "prevhash", "hash")
    return {
        "name": known.name,
        "summary": (known.payload.__doc__ or "").strip().split("\n", maxsplit=1)[0],
        "headers": {
            "type": "object",
            "required": ["content-type", *(f"ce_{name}" for name in names)],
            "properties": {
                "content-type": {"const": "application/json"},
                **{f"ce_{name}": header for name in (*names, "traceparent")},
                "ce_type": {"const": known.name},
            },
        },
        "payload": payload,
    }


def documents() -> dict[str, str]:
    """Each document's text by its path below docs/contracts."""
    made: dict[str, Any] = {f"events/{known.name}.json": schema_of(known) for known in all_types()}
    made["asyncapi.json"] = asyncapi_document()
    return {
        path: json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n" for path, content in made.items()
    }


def write() -> None:
    for path, content in documents().items():
        file = FOLDER / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)


def differences() -> list[str]:
    """Why the committed documents are not what the code says, or what a reader of an old event would trip over."""
    made = documents()
    found = [stale for path, content in made.items() if (stale := _stale(path, content))]
    for path, content in made.items():
        if path.startswith("events/"):
            for old in {_on_disk(path), *_committed_since_baseline(path)} - {""}:
                found += breaking_changes(json.loads(old), json.loads(content), path)
    lost = [
        path
        for path in sorted(_described() - set(made))
        if not is_retired(path.removeprefix("events/").removesuffix(".json"))
    ]
    found += [
        f"docs/contracts/{path} describes a type that is gone: old events of it are still in logs" for path in lost
    ]
    return list(dict.fromkeys(found))


def _stale(path: str, content: str) -> str | None:
    written = _on_disk(path)
    if not written:
        return f"docs/contracts/{path} is not there; run `make contracts`"
    return f"docs/contracts/{path} is stale; run `make contracts`" if written != content else None


def _described() -> set[str]:
    """The documents of types that there are, and that there were when it was committed last."""
    there = {f"events/{file.name}" for file in (FOLDER / "events").glob("*.json")}
    return there | set(_git("ls-tree", "--name-only", "HEAD", "events/").split())


def _on_disk(path: str) -> str:
    file = FOLDER / path
    return file.read_text() if file.exists() else ""


def _committed_since_baseline(path: str) -> list[str]:
    """Each version since the commit that last changed `BASELINE`, its own included; none where that change is not
    committed yet.

    All versions count, not the last one alone: `make contracts` has overwritten the file by the time that somebody
    checks.
    """
    if _git("status", "--porcelain", "--", BASELINE):
        return []
    baseline = _git("log", "-1", "--format=%H", "--", BASELINE).strip()
    commits = [baseline, *_git("log", "--format=%H", f"{baseline}..HEAD", "--", path).split()] if baseline else []
    return [_git("show", f"{commit}:./{path}") for commit in commits]


def _git(*arguments: str) -> str:
    """What git says of docs/contracts; nothing where there is no git, or HEAD has no such file."""
    try:
        result = subprocess.run(["git", *arguments], cwd=FOLDER, capture_output=True, text=True, check=False)  # noqa: S603, S607 - git of whoever works here
    except OSError:
        return ""
    return result.stdout if result.returncode == 0 else ""


async def asyncapi() -> dict[str, Any]:
    """The AsyncAPI 3 document of the whole suite."""
    return asyncapi_document()


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        write()
    elif wrong := differences():
        sys.exit("\n".join(wrong))
