"""What `make fuzz` sends, and what it counts as a finding."""

import ast
import json
from itertools import islice
from pathlib import Path

import pytest

from suite.databases import SERVICES
from suite.openapi import FOLDER
from tests.fuzz.documents import LONGEST_WAIT, write_document
from tests.fuzz.header_values import EVERY, VALUES, extra_headers
from tests.fuzz.service_run import CHECKS
from tests.fuzz.verdicts import TIME_LIMIT, UNAVAILABLE, delay_of, fault_of, is_of_another_method

ROOT = Path(__file__).parents[3]
KNOWN = {"code": ("1.000101", "1.000102"), "agency_code": ("H60.01",), "number": ("12/QĐ-UBND",)}


def problem(name: str) -> bytes:
    return json.dumps({"type": f"urn:congbo:problem:{name}"}, separators=(",", ":")).encode()


def test_a_response_is_a_finding_from_500_on_except_a_503_with_a_documented_problem() -> None:
    assert [fault_of(status, b"") for status in (200, 304, 404, 422)] == [None] * 4
    assert fault_of(500, problem("internal-error")) == "500 with internal-error"
    assert fault_of(502, b"<html>") == "502 with no problem"
    assert len(UNAVAILABLE) > 5
    assert [fault_of(503, problem(name)) for name in sorted(UNAVAILABLE)] == [None] * len(UNAVAILABLE)
    assert fault_of(503, problem("internal-error")) == "503 with internal-error"
    assert fault_of(500, problem("database-unreachable")) == "500 with database-unreachable"


@pytest.mark.parametrize(
    ("wait", "allowed"), [(0, 10.0), ("5", 15.0), (-1, 10.0), (1e9, 40.0), ("x", 10.0), ([3], 10.0), (None, 10.0)]
)
def test_a_response_is_a_finding_after_the_limit_and_what_the_request_waits_for(wait: object, allowed: float) -> None:
    assert TIME_LIMIT == 10.0
    assert delay_of(allowed, wait) is None
    assert delay_of(allowed + 1, wait) == f"the response took {allowed + 1:.1f} s"


@pytest.mark.parametrize("service", SERVICES)
def test_every_operation_is_fuzzed_with_all_its_parts(service: str, tmp_path: Path) -> None:
    committed = json.loads((FOLDER / f"{service}.json").read_text())
    prepared = json.loads(write_document(service, KNOWN, tmp_path).read_text())
    assert prepared["paths"].keys() == committed["paths"].keys()
    for path, item in committed["paths"].items():
        for method, operation in item.items():
            names = [parameter["name"] for parameter in operation.get("parameters", [])]
            fuzzed = prepared["paths"][path][method].get("parameters", [])
            assert [parameter["name"] for parameter in fuzzed] == names


def test_texts_have_known_values_beside_invented_ones_and_numbers_have_none(tmp_path: Path) -> None:
    document = json.loads(write_document("procedures", KNOWN, tmp_path).read_text())
    parameters = document["paths"]["/v1/procedures/{code}"]["get"]["parameters"]
    (code,) = [parameter["schema"] for parameter in parameters if parameter["name"] == "code"]
    assert code["anyOf"][1] == {"type": "string", "enum": ["1.000101", "1.000102"]}
    assert code["anyOf"][0]["type"] == "string"
    members = document["components"]["schemas"]["DecisionInput"]["properties"]
    assert members["agency_code"]["anyOf"][1]["enum"] == ["H60.01"]
    (wait,) = [part for part in document["paths"]["/v1/events"]["get"]["parameters"] if part["name"] == "wait"]
    assert wait["schema"]["maximum"] == LONGEST_WAIT
    number = document["paths"]["/v1/review-rounds/{id}/proposals/{number}"]["get"]["parameters"]
    assert [parameter["schema"]["type"] for parameter in number if parameter["name"] == "number"] == ["integer"]


def test_each_value_of_each_header_is_sent_in_turn_and_most_requests_have_none() -> None:
    values = [(name, value) for name, values in VALUES.items() for value in values]
    sent = [next(iter(more.items()), None) for more in islice(extra_headers(), EVERY * len(values))]
    assert [header for header in sent if header] == values
    assert sent[: EVERY - 1] == [None] * (EVERY - 1)
    assert all(value.encode("latin-1") is not None for _, value in values)


def test_a_method_that_the_document_does_not_have_is_refused_but_for_head_and_options() -> None:
    assert [is_of_another_method("TRACE", status) for status in (405, 200, 404, 501)] == [True, False, False, False]
    assert [is_of_another_method("options", status) for status in (204, 200, 405)] == [True, False, False]
    assert is_of_another_method("HEAD", 200)


def test_every_response_is_held_against_the_document() -> None:
    """Read from the text, since Schemathesis is installed for `make fuzz` alone."""
    tree = ast.parse((ROOT / "tests" / "fuzz" / "checks.py").read_text())
    functions = {part.name: part for part in tree.body if isinstance(part, ast.FunctionDef)}
    checks = [name for name, part in functions.items() if "schemathesis.check" in map(ast.unparse, part.decorator_list)]
    assert CHECKS.split(",") == checks
    (documented,) = (part.value for part in tree.body if isinstance(part, ast.Assign) and is_named(part, "DOCUMENTED"))
    assert isinstance(documented, ast.Tuple)
    assert {ast.unparse(check) for check in documented.elts} >= {
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
    }
    assert "for check in DOCUMENTED:" in ast.unparse(functions["responds_as_documented"])


def is_named(assignment: ast.Assign, name: str) -> bool:
    return [ast.unparse(target) for target in assignment.targets] == [name]


def test_a_short_run_is_part_of_every_check_before_a_merge() -> None:
    assert "\nmake fuzz SECONDS=60\n" in (ROOT / ".ci" / "run").read_text()
