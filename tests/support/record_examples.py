"""`make examples`: of what tests have received it takes the fullest body for each operation that has no valid example
of a test that is still there, and writes it with the name of its test beside the code of the service."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema

from common.http.openapi.examples import FILE, is_json
from tests.support.documented_responses import documents_by_title
from tests.support.response_examples import SERVICES_FOLDER, Document, faults_of_shape, recorded_examples

LONGEST = 4_000
"""Characters of an example that a reader takes in; a longer one is taken only where there is no other."""


def main(folder: Path) -> int:
    received = [json.loads(line) for file in sorted(folder.glob("*.jsonl")) for line in file.open()]
    for service, document in documents_by_title().values():
        examples: dict[str, dict[str, Any]] = {}
        for operation, status, schema in stated_successes(document):
            known = recorded_examples(service).get(operation, {}).get(status)
            named = (service, operation, status)
            bodies = [each for each in received if (each["service"], each["operation"], each["status"]) == named]
            if known is None or not (is_valid(known["body"], schema, document) and is_test(known["received_by"])):
                candidates = [candidate(each, service) for each in bodies]
                valid = [each for each in candidates if is_valid(each[1]["body"], schema, document)]
                known = max(valid, key=lambda each: each[0])[1] if valid else None
            if known is None:
                print(f"{service} {operation} {status}: no test has received it in JSON")
            else:
                examples.setdefault(operation, {})[status] = known
        text = json.dumps(dict(sorted(examples.items())), ensure_ascii=False, indent=1)
        (SERVICES_FOLDER / service / FILE).write_text(text + "\n")
    return 0


def stated_successes(document: Document) -> Iterator[tuple[str, str, Document]]:
    """Every operation, status and schema of a success in JSON."""
    for item in document["paths"].values():
        for operation in item.values():
            for status, response in operation["responses"].items():
                for media_type, content in response.get("content", {}).items():
                    if status < "300" and is_json(media_type):
                        yield operation["operationId"], status, content["schema"]


def is_valid(body: Any, schema: Document, document: Document) -> bool:
    validator = jsonschema.Draft202012Validator({"components": document["components"], **schema})
    return validator.is_valid(body) and not list(faults_of_shape(body, schema, document))


def is_test(name: str) -> bool:
    """Whether there is a test of this name, as pytest gives it."""
    file, _, test = name.partition("::")
    path = SERVICES_FOLDER.parent / file
    return path.exists() and f"def {test.partition('[')[0].rpartition('::')[2]}(" in path.read_text()


def candidate(received: dict[str, Any], service: str) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """The example, after its rank: a test of the service itself and without parameters, then the most members that have
    a value, then the shortest text."""
    body, test = shortened(received["body"]), received["received_by"]
    text = json.dumps(body, ensure_ascii=False)
    filled = len(set(filled_members(body)))
    rank = (test.startswith(f"tests/integration/{service}/"), "[" not in test, len(text) <= LONGEST, filled, -len(text))
    return (*rank, test), {"received_by": test, "body": body}


def shortened(value: Any) -> Any:
    """Of each list the first item, of texts and numbers three."""
    if isinstance(value, dict):
        return {name: shortened(member) for name, member in value.items()}
    if isinstance(value, list):
        return [shortened(item) for item in value[: 1 if any(isinstance(item, dict) for item in value) else 3]]
    return value


def filled_members(value: Any, place: str = "") -> Iterator[str]:
    parts = value.items() if isinstance(value, dict) else [("*", item) for item in value]
    for name, part in parts:
        if isinstance(part, dict | list):
            yield from filled_members(part, f"{place}/{name}")
        elif part not in {None, ""}:
            yield f"{place}/{name}"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
