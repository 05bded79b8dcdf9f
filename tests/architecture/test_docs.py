"""Documentation is compared with the code: links, commands, settings, make targets, and the tests that guarantees
name."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from common.check_state import CheckState
from common.operations.command_line import COMMANDS, OF_A_FOLLOWER, OF_A_STREAM
from common.operations.standard_output import EXIT_INTERRUPTED, EXIT_OUTPUT_CLOSED
from common.operations.watchdog import EXIT_STALLED
from tests.support.postgres import service_of, settings_of

ROOT = Path(__file__).parents[2]
SERVICES = ("procedures", "online_services", "population_lookup", "reporting")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])


def table_cells(page: str, column: int) -> Iterator[str]:
    for line in (ROOT / page).read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) > column:
            yield cells[column]


def code_in(cells: Iterator[str]) -> set[str]:
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


@cache
def names_of_tests() -> dict[str, set[str]]:
    """The names of the test functions, by file below tests/."""
    return {
        str(file.relative_to(ROOT / "tests")): {
            node.name
            for node in ast.walk(ast.parse(file.read_text()))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        for file in (ROOT / "tests").rglob("test_*.py")
    }


def anchor(heading: str) -> str:
    """The anchor that the usual renderers of Markdown give to a heading."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading.strip("# ").lower())
    return re.sub(r"[^\w\- ]", "", text).replace(" ", "-")


@cache
def anchors(page: Path) -> set[str]:
    text = page.read_text()
    headings = {anchor(line) for line in text.splitlines() if line.startswith("#")}
    return headings | set(re.findall(r'<a id="([^"]+)"', text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_has_a_target(page: Path) -> None:
    for link in LINK.findall(page.read_text()):
        if link.startswith(("http:", "https:")):
            continue
        path, _, part = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        if part and target.suffix == ".md":
            assert part in anchors(target), link


def test_the_documented_commands_match_the_code() -> None:
    own = {name for service in SERVICES for name in (*service_of(service).commands, *service_of(service).parts)}
    listed = {cell.strip("`") for cell in table_cells("docs/operating.md", 0) if re.fullmatch(r"`[a-z-]+`", cell)}
    assert listed == set(COMMANDS) | own


def test_the_commands_that_not_every_service_has_are_marked_as_such() -> None:
    page = (ROOT / "docs/operating.md").read_text()
    for kind, commands in (("stream", OF_A_STREAM), ("follower", OF_A_FOLLOWER)):
        assert set(re.findall(rf"^\| `([a-z]+)` \| \*of a {kind}\*", page, re.MULTILINE)) == commands


def test_upgrading_names_each_migration_of_reports_that_reads_the_kept_events() -> None:
    """What the old code applies after it is not in its tables until a rebuild, which an operator has to know."""
    upgrading = (ROOT / "docs/operating.md").read_text().partition("## Upgrading")[2].partition("## Backups")[0]
    files = (ROOT / "services/reporting/migrations/versions").glob("*/*.sql")
    reading = {file.parent.name[:4] for file in files if "FROM applied_event" in file.read_text()}
    assert reading >= {"0005", "0016"}
    assert reading - set(re.findall(r"\b0[0-9]{3}\b", upgrading)) == set()


def test_the_documented_exit_codes_are_those_of_the_code() -> None:
    listed = {int(cell) for cell in table_cells("docs/operating.md", 0) if cell.isdecimal()}
    assert listed == {*CheckState, EXIT_STALLED, EXIT_INTERRUPTED, EXIT_OUTPUT_CLOSED}


def test_the_changelog_of_the_contracts_names_every_event_and_every_document() -> None:
    changelog = (ROOT / "docs/contracts/CHANGELOG.md").read_text()
    documents = {file.stem for file in (ROOT / "docs/contracts/events").glob("*.json")}
    assert set(re.findall(r"`([a-z_]+\.[a-z_]+\.v\d+)`", changelog)) == documents
    named = set(re.findall(r"\(openapi/(\w+)\.json\)", changelog))
    assert named == {file.stem for file in (ROOT / "docs/contracts/openapi").glob("*.json")}


def test_the_documented_settings_match_the_code() -> None:
    known = {name.upper() for service in SERVICES for name in settings_of(service).model_fields}
    listed = {name for name in code_in(table_cells("docs/operating.md", 0)) if name.isupper()}
    assert listed == known


def test_the_make_targets_that_are_named_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {
        target for page in PAGES for target in re.findall(r"(?:^ {4}|`)make ([a-z-]+)", page.read_text(), re.MULTILINE)
    }
    assert named
    assert named <= targets


def test_every_place_for_something_new_exists() -> None:
    """`<service>` and `<feature>` stand for any."""
    places = {
        place
        for column in range(3)
        for place in code_in(table_cells("CONTRIBUTING.md", column))
        if re.search(r"[/.]", place)
    }
    assert len(places) > 25
    assert {place for place in places if not list(ROOT.glob(re.sub(r"<\w+>", "*", place).strip("/")))} == set()


def test_every_guarantee_names_tests_that_exist() -> None:
    cells = [cell for cell in table_cells("docs/guarantees.md", 1) if ".py" in cell]
    assert len(cells) > 20
    wrong = [
        f"{file}::{name}"
        for cell in cells
        for file, name in re.findall(r"`([\w/]+\.py)::(\w+)`", cell)
        if name not in names_of_tests().get(file, set())
    ]
    assert wrong == []
    assert [cell for cell in cells if not re.search(r"`[\w/]+\.py::\w+`", cell)] == []


def test_ci_runs_every_test_those_that_make_test_leaves_out_too() -> None:
    """Those of tests/deploy are run last, where the tools for them are."""
    lines = (ROOT / ".ci/run").read_text().splitlines()
    assert lines.count("make test FULL=1 EXCEPT=tests/deploy") == 1
    assert lines[-1] == ".venv/bin/python -m pytest -q tests/deploy"


def test_every_threat_has_a_control_and_tests_that_exist() -> None:
    rows = [
        line
        for line in (ROOT / "docs/threat-model.md").read_text().splitlines()
        if re.match(r"\| [stride, ]+ \|", line)
    ]
    assert len(rows) > 30
    for row in rows:
        letters, threat, control, tests = (cell.strip() for cell in row.strip("| ").split("|"))
        assert letters, row
        assert threat, row
        assert control, row
        named = re.findall(r"`([\w/]+\.py)::(\w+)`", tests)
        assert named, row
        assert [f"{file}::{name}" for file, name in named if name not in names_of_tests().get(file, set())] == [], row


def test_the_threats_by_callers_cover_every_kind_of_stride() -> None:
    (callers,) = re.findall(
        r"## Callers and the APIs\n(.*?)\n## ", (ROOT / "docs/threat-model.md").read_text(), re.DOTALL
    )
    assert set("".join(re.findall(r"^\| ([stride, ]+) \|", callers, re.MULTILINE))) - set(", ") == set("stride")


def test_every_guarantee_names_the_bug_that_its_test_was_seen_to_catch() -> None:
    lines = [line for line in (ROOT / "docs/guarantees.md").read_text().splitlines() if ".py::" in line]
    assert [
        line for line in lines if len(line.strip("| ").split("|")) != 3 or not line.strip("| ").split("|")[2].strip()
    ] == []
