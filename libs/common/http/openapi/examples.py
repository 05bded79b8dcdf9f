"""The examples of successful responses in JSON. Each was received by a test, whose name stands beside it; `make
examples` records those that are missing."""

import json
from collections.abc import Mapping
from importlib import resources
from importlib.util import find_spec
from typing import Any

FILE = "response_examples.json"
"""In the package of each service: by operation and status the body, and the test that received it."""
Examples = Mapping[str, Mapping[str, Any]]
"""Bodies by operation and status."""


def examples_of(package: str) -> Examples:
    """A package without the file has no examples, nor has a name that is no package."""
    if find_spec(package) is None:
        return {}
    file = resources.files(package) / FILE
    recorded = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    return {
        operation: {status: example["body"] for status, example in by_status.items()}
        for operation, by_status in recorded.items()
    }


def is_json(media_type: str) -> bool:
    return media_type == "application/json" or media_type.endswith("+json")
