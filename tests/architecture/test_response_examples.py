"""Every success in JSON of an operation has an example in its OpenAPI document, and a test that receives it."""

import json
from typing import Any

import pytest

from suite.databases import SERVICES
from suite.openapi import FOLDER
from tests.support.record_examples import is_test, is_valid, stated_successes
from tests.support.response_examples import Document, recorded_examples

DOCUMENTS: dict[str, Document] = {service: json.loads((FOLDER / f"{service}.json").read_text()) for service in SERVICES}
RECORD = "run `make examples ONLY=SERVICE/FEATURE`; a test must receive it from the API"


@pytest.mark.parametrize("service", SERVICES)
def test_every_success_in_json_has_an_example(service: str) -> None:
    recorded = {
        (operation, status) for operation, by_status in recorded_examples(service).items() for status in by_status
    }
    stated = {(operation, status) for operation, status, _ in stated_successes(DOCUMENTS[service])}
    assert not stated - recorded, f"without an example, {RECORD}: {sorted(stated - recorded)}"
    assert not recorded - stated, f"of no operation: {sorted(recorded - stated)}"


@pytest.mark.parametrize("service", SERVICES)
def test_an_example_fits_its_schema_is_in_the_document_and_names_a_test(service: str) -> None:
    document = DOCUMENTS[service]
    for operation, status, schema in stated_successes(document):
        example, place = recorded_examples(service)[operation][status], f"{operation} {status}"
        assert is_valid(example["body"], schema, document), f"{place} is not valid any more: {RECORD}"
        assert example["body"] in stated_examples(document, operation, status), f"{place}: `make contracts` writes it"
        assert is_test(example["received_by"]), f"{place} names no test: {RECORD}"


def stated_examples(document: Document, operation: str, status: str) -> list[Any]:
    described = (each for item in document["paths"].values() for each in item.values())
    (responses,) = (each["responses"] for each in described if each["operationId"] == operation)
    return [content.get("example") for content in responses[status]["content"].values()]
