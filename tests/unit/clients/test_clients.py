"""What `make clients` finds in generated code, and that it is part of every check before a merge."""

import json
import re
import sys
from pathlib import Path

import pytest

from tests.clients.documents import SERVICES, document_path, dropped_operations, operation_ids
from tests.clients.generators import KINDS, check_operations, client_folder
from tests.clients.toolbox import ToolFailed, run
from tests.clients.walk_programs import PROGRAMS, SOURCES
from tests.clients.walk_runs import compare

ROOT = Path(__file__).parents[3]
DEFINITIONS = {
    "java": ("Api.java", "public Decision publishDecision(String id)"),
    "java-native": ("Api.java", "public Decision publishDecision(String id)"),
    "typescript-fetch": ("Api.ts", "async publishDecision(id: string)"),
    "go": ("api.go", "func (a *APIService) PublishDecision(ctx context.Context)"),
    "python": ("api.py", "def publish_decision(self)"),
    "openapi-python-client": ("publish_decision.py", "def sync(id)"),
    "openapi-typescript": ("index.ts", "    publishDecision: {"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_an_operation_is_found_in_the_code_of_each_kind_of_client_and_a_dropped_one_is_named(
    kind: str, tmp_path: Path
) -> None:
    name, definition = DEFINITIONS[kind]
    (tmp_path / name).write_text(definition)
    ids = ["publishDecision", "signDecision"]
    assert dropped_operations(ids, tmp_path) == ["signDecision"]


def test_an_operation_that_is_only_mentioned_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "api.ts").write_text("// publishDecision is left out\ntype PublishDecisionProblem = string;")
    assert dropped_operations(["publishDecision"], tmp_path) == ["publishDecision"]


def test_a_client_of_any_kind_that_lacks_an_operation_fails_the_run(tmp_path: Path) -> None:
    for kind in KINDS:
        for service in SERVICES:
            folder = client_folder(tmp_path, kind, service)
            folder.mkdir(parents=True)
            (folder / "api.ts").write_text("".join(f"{name}()\n" for name in operation_ids(service)))
    check_operations(tmp_path)
    kind, service = KINDS[-1], SERVICES[-1]
    (client_folder(tmp_path, kind, service) / "api.ts").write_text("")
    with pytest.raises(ToolFailed, match=f"{kind} for {service} has no operation {operation_ids(service)[0]}"):
        check_operations(tmp_path)


def test_a_walk_in_which_a_client_receives_something_else_or_less_fails_the_run() -> None:
    expected = {"status": "published", "problem": "urn:congbo:problem:procedure-not-found"}
    compare("go", expected, json.dumps(expected))
    with pytest.raises(ToolFailed, match="go: the walk received problem 'none'"):
        compare("go", expected, json.dumps({**expected, "problem": "none"}))
    with pytest.raises(ToolFailed, match="java: the walk received status None"):
        compare("java", expected, json.dumps({"problem": expected["problem"]}))


def test_each_program_of_the_walk_calls_every_operation_of_it() -> None:
    operations = {"listProcedures", "getProcedure", "registerOnlineServices", "lookUpCitizen"}
    operations |= {f"{act}Decision" for act in ("draft", "submit", "approve", "sign", "publish")}
    calls = {id: call for service in SERVICES for id, call in calls_by_path(service).items()}
    assert {path.name for path in SOURCES.iterdir()} == set(PROGRAMS) == set(KINDS)
    for kind in PROGRAMS:
        programs = [path for path in (SOURCES / kind).iterdir() if path.suffix in {".py", ".ts", ".go", ".java"}]
        text = "".join(path.read_text() for path in programs)
        called = re.sub(r"_|Raw|WithHttpInfo", "", text).lower()
        assert [name for name in operations if name.lower() not in called and calls[name] not in text] == [], kind


def calls_by_path(service: str) -> dict[str, str]:
    """How openapi-fetch calls each operation."""
    paths = json.loads(document_path(service).read_text())["paths"]
    return {
        operation["operationId"]: f'{method.upper()}("{path}"'
        for path, item in paths.items()
        for method, operation in item.items()
    }


def test_every_operation_of_a_document_is_expected_of_its_clients() -> None:
    for service in SERVICES:
        text = document_path(service).read_text()
        assert len(operation_ids(service)) == text.count('"operationId":') > 4


def test_clients_are_part_of_every_check_before_a_merge() -> None:
    assert "\nmake clients\n" in (ROOT / ".ci" / "run").read_text()


def test_a_tool_that_does_not_end_in_time_is_killed_with_what_it_has_started(tmp_path: Path) -> None:
    program = "import subprocess, sys, time; subprocess.run([sys.executable, '-c', 'import time; time.sleep(600)'])"
    with pytest.raises(ToolFailed, match=r"has not ended after 0\.2 s"):
        run([sys.executable, "-c", program], tmp_path, time_limit=0.2)


def test_warnings_beside_the_line_of_a_walk_are_no_fault() -> None:
    expected = {"status": "published"}
    compare("java", expected, f"WARNING: illegal access\n{json.dumps(expected)}\nNote: deprecated")
    with pytest.raises(ToolFailed, match="the walk received status None"):
        compare("java", expected, "nothing of the kind")
