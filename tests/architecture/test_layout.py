"""Rules of the design that a linter cannot express."""

import ast
import re
import sys
from pathlib import Path

import pytest

from tests.support.test_order import ON_SHARED_BROKER, ON_SHARED_STACK, WITH_OWN_STACK

ROOT = Path(__file__).parents[2]
SERVICES = ("procedures", "online_services", "population_lookup", "reporting")
RULES_IN_COMMON = (
    "common.calendar.province_days",
    "common.calendar.working_days",
    "common.delivery.addresses",
    "common.delivery.circuit",
    "common.delivery.pushes",
    "common.exact_numbers",
)
"""Rules that several services share: their domains may import them, and they import no more than a domain may."""
FORBIDDEN_NAMES = {"utils", "helpers", "manager", "service", "core", "misc", "models"}


def imports_of(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def domain_files() -> list[Path]:
    of_services = (file for service in SERVICES for file in (ROOT / "services" / service).glob("*/domain/**/*.py"))
    return sorted(
        [*of_services, *((ROOT / "libs" / name.replace(".", "/")).with_suffix(".py") for name in RULES_IN_COMMON)]
    )


def test_the_files_of_domains_are_found() -> None:
    assert len(domain_files()) > 10


@pytest.mark.parametrize("file", domain_files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_a_domain_imports_the_standard_library_its_own_files_and_shared_rules(file: Path) -> None:
    service = file.relative_to(ROOT).parts[1]
    for name in imports_of(file):
        allowed = (
            name.split(".")[0] in sys.stdlib_module_names
            or name in ("common.errors", *RULES_IN_COMMON)
            or re.match(rf"{service}\.\w+\.domain(\.|$)", name)
        )
        assert allowed, f"{file.relative_to(ROOT)} imports {name}"


def test_every_journey_has_its_place_in_the_order() -> None:
    journeys = {file.stem.removeprefix("test_") for file in (ROOT / "tests" / "journeys").glob("test_*.py")}
    assert journeys == {*WITH_OWN_STACK, *ON_SHARED_STACK}


def test_every_file_that_uses_the_shared_broker_runs_on_its_worker() -> None:
    files = [file for file in (ROOT / "tests" / "integration").rglob("*.py") if "kafka_servers" in file.read_text()]
    assert {str(file.relative_to(ROOT)) for file in files} == {*ON_SHARED_BROKER}


def test_no_file_has_a_name_that_fits_anything() -> None:
    named = {file.stem for folder in ("libs", "services") for file in (ROOT / folder).rglob("*.py")}
    assert not (named & FORBIDDEN_NAMES) - {"service"}, named & FORBIDDEN_NAMES


TERMS_OF_SERVICES = re.compile(r"procedure(?!s_url)|decision|dossier|citizen|resident|applicant|thu_tuc", re.IGNORECASE)
NAMING_SERVICES = ("contracts", "metrics.py")
"""The parts of `common` that name the subjects of services: the events between them, and the metrics."""


def names_in(file: Path) -> set[str]:
    names = {file.stem}
    for node in ast.walk(ast.parse(file.read_text())):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                names.add(node.name)
            case ast.Name():
                names.add(node.id)
            case ast.arg():
                names.add(node.arg)
            case ast.Attribute():
                names.add(node.attr)
    return names


def test_the_mechanism_names_nothing_of_one_service() -> None:
    common = ROOT / "libs" / "common"
    files = [file for file in common.rglob("*.py") if file.relative_to(common).parts[0] not in NAMING_SERVICES]
    named = {
        (str(file.relative_to(ROOT)), name)
        for file in files
        for name in names_in(file)
        if TERMS_OF_SERVICES.search(name)
    }
    assert len(files) > 100
    assert not named
