"""What is found of a body that differs from its schema, and which body becomes the example of a response."""

import json
from typing import Any

import pytest

from tests.support.record_examples import candidate, filled_members, is_test, is_valid, shortened
from tests.support.response_examples import Received, faults_of_success, success_of

THING = {
    "type": "object",
    "properties": {
        "code": {"type": "string"},
        "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Part"}},
        "counts": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Part"}},
        "next": {"anyOf": [{"$ref": "#/components/schemas/Part"}, {"type": "null"}]},
        "anything": {"type": "object", "additionalProperties": True},
    },
    "required": ["code", "parts"],
}
PART = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}
DOCUMENT = {"components": {"schemas": {"Thing": THING, "Part": PART}}}
JSON = {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}
DESCRIBED = {"operationId": "getThing", "responses": {"200": {"content": JSON}, "404": {}}}
WHOLE = {"code": "a", "parts": [{"name": "b"}], "counts": {"x": {"name": "c"}}, "next": None, "anything": {"d": 1}}
STARTED = {"status": 200, "headers": [(b"content-type", b"application/json; charset=utf-8")]}


def faults(body: dict[str, Any]) -> list[str]:
    success = success_of("things", DESCRIBED, STARTED, json.dumps(body).encode())
    assert success is not None
    return faults_of_success(success, DESCRIBED, DOCUMENT)


def test_a_body_with_the_members_of_its_schema_has_no_fault() -> None:
    assert faults(WHOLE) == []
    assert faults({"code": "a", "parts": []}) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"more": 1}, "things getThing 200/more is not in its schema"),
        ({"parts": [{"name": "b"}, {}]}, "things getThing 200/parts/*/name is missing"),
        ({"counts": {"x": {"name": "c", "more": 1}}}, "things getThing 200/counts/x/more is not in its schema"),
        ({"next": {"name": "d", "more": 1}}, "things getThing 200/next/more is not in its schema"),
    ],
)
def test_a_member_that_no_schema_states_or_that_is_missing_is_a_fault(change: dict[str, Any], fault: str) -> None:
    assert faults({**WHOLE, **change}) == [fault]


def test_a_problem_and_a_file_are_no_success_in_json() -> None:
    assert success_of("things", DESCRIBED, {**STARTED, "status": 404}, b"{}") is None
    assert success_of("things", DESCRIBED, {**STARTED, "headers": [(b"content-type", b"text/csv")]}, b"{}") is None
    assert success_of("things", DESCRIBED, STARTED, b'{"code": ') is None


def test_a_test_that_receives_no_success_of_the_operation_whose_example_names_it_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    named = {"tests/a.py::test_a": [("things", "getThing", "200")]}
    monkeypatch.setattr("tests.support.response_examples.examples_by_test", lambda: named)
    received = Received()
    assert received.missing_of("tests/a.py::test_a") == ["things getThing 200"]
    received.successes.add(("things", "getThing", "200"))
    assert received.missing_of("tests/a.py::test_a") == []
    assert received.missing_of("tests/a.py::test_b") == []


def test_the_example_is_the_fullest_body_of_a_test_of_the_service_itself_with_short_lists() -> None:
    own, other = "tests/integration/things/test_a.py::test_a", "tests/contract/test_b.py::test_b"
    bodies = [
        {"received_by": other, "body": WHOLE},
        {"received_by": own, "body": {"code": "a", "parts": []}},
        {"received_by": own, "body": {"code": "a", "parts": [{"name": "b"}, {"name": "c"}]}},
    ]
    (_, best) = max((candidate(body, "things") for body in bodies), key=lambda each: each[0])
    assert best == {"received_by": own, "body": {"code": "a", "parts": [{"name": "b"}]}}
    assert shortened({"days": [1, 2, 3, 4]}) == {"days": [1, 2, 3]}
    assert set(filled_members({"a": {"b": 1, "c": None}, "d": [{"e": ""}, {"e": 0}]})) == {"/a/b", "/d/*/e"}


def test_an_example_whose_test_is_gone_is_recorded_anew() -> None:
    here = "tests/unit/support/test_response_examples.py"
    assert is_test(f"{here}::test_an_example_whose_test_is_gone_is_recorded_anew[procedures]")
    assert not is_test(f"{here}::test_that_was_renamed")
    assert not is_test("tests/unit/support/test_gone.py::test_a")


def test_an_example_must_fit_the_types_of_its_schema_too() -> None:
    schema = {"$ref": "#/components/schemas/Thing"}
    assert is_valid(WHOLE, schema, DOCUMENT)
    assert not is_valid({**WHOLE, "code": 1}, schema, DOCUMENT)
    assert not is_valid({**WHOLE, "more": 1}, schema, DOCUMENT)
