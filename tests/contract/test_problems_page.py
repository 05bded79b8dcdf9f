"""`docs/problems.md`: the closed list of problem types, made from the code and compared with it.

CONGBO_WRITE_DOCS=1 pytest tests/contract/test_problems_page.py    writes it anew
"""

import ast
import http
import importlib
import inspect
import os
import pkgutil
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from common.errors import Refusal
from common.http import problems

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "problems.md"
SERVICES = ("procedures", "online_services", "population_lookup", "reporting")
HEAD = """\
# Problems

Every refusal and failure is an RFC 9457 problem (`application/problem+json`). Its `type` is `urn:congbo:problem:` and one of these names;
there are no others, and a type never changes. `title` and `detail` are for people, all further members for programs. An answer with 503
carries `Retry-After`. Where `DOCS_BASE_URL` says that these pages are published, `Link` with `rel="help"` leads to the row of the type.

| type | status | when | service |
|---|---|---|---|
"""


CONSOLE = ("common.consumer.", "common.operations.", "common.eventlog.epochs", "common.operations.stream_export")
"""What no door answers with."""


@dataclass(frozen=True)
class Problem:
    type: str
    status: int
    when: str
    service: str


BESIDE_REFUSALS = [
    Problem("malformed-request", 422, "The body or a parameter has not the form that the operation describes; `errors` says where and why.", "all"),
    Problem("request-too-large", 413, "The body has more bytes than the service takes.", "all"),
    Problem("request-timeout", 408, "The body did not come within the time that the service gives it.", "all"),
    Problem("too-many-requests", 429, "The caller has asked too often; `Retry-After` says when he may again.", "all"),
    Problem("response-timeout", 503, "No answer began within the time that the service gives itself; what was under way is rolled back.", "all"),
    Problem("bad-request", 400, "The body cannot be read.", "all"),
    Problem("not-found", 404, "No operation has this path.", "all"),
    Problem("method-not-allowed", 405, "The path has no operation of this method; `Allow` names those that it has.", "all"),
    Problem("database-not-writable", 503, "The service's database is read-only or its disk is full; reads go on.", "all"),
    Problem("database-unreachable", 503, "The service's database is away or too busy.", "all"),
    Problem("internal-error", 500, "Something failed that nobody foresaw; nothing was changed, and the cause is in the service's log.", "all"),
]  # fmt: skip


def refusals() -> dict[type[Refusal], str]:
    """Each class with the package that it is declared in."""
    for name in ("common", *SERVICES):
        package = importlib.import_module(name)
        for one in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not one.name.endswith("__main__") and ".migrations" not in one.name:
                importlib.import_module(one.name)
    found = {cls: cls.__module__.split(".")[0] for cls in below(Refusal)}
    return {cls: package for cls, package in found.items() if package in ("common", *SERVICES)}


def below(cls: type[Refusal]) -> Iterator[type[Refusal]]:
    for one in cls.__subclasses__():
        yield one
        yield from below(one)


def raised() -> dict[type[Refusal], str]:
    """Without those that only gather others."""
    return {cls: package for cls, package in refusals().items() if not cls.__subclasses__()}


def when(cls: type[Refusal]) -> str:
    return re.split(r"(?<=\.)\s", " ".join((cls.__doc__ or "").split()))[0]


def responding_services(cls: type[Refusal], package: str) -> str:
    if cls.__module__.startswith(CONSOLE):
        return "all, at the operator's console only"
    return "all" if package == "common" else package


def page() -> str:
    told = BESIDE_REFUSALS + [
        Problem(cls.type, cls.status, when(cls), responding_services(cls, package)) for cls, package in raised().items()
    ]
    rows = sorted({(one.type, one.status, one.when, one.service) for one in told})
    first = {type: place for place, (type, *_) in reversed(list(enumerate(rows)))}
    anchors = [f'<a id="{type}"></a>' if first[type] == place else "" for place, (type, *_) in enumerate(rows)]
    lines = zip(anchors, rows, strict=True)
    return HEAD + "".join(
        f"| {at}`{type}` | {status} | {said} | {service} |\n" for at, (type, status, said, service) in lines
    )


def test_the_page_is_what_the_code_says() -> None:
    if os.environ.get("CONGBO_WRITE_DOCS") == "1":
        PAGE.write_text(page())
    assert PAGE.read_text() == page()


def test_there_are_refusals_of_every_package_that_refuses() -> None:
    assert set(raised().values()) == {"common", "procedures", "online_services", "population_lookup"}
    assert len(raised()) > 50


@pytest.mark.parametrize("cls", refusals(), ids=lambda cls: f"{cls.__module__}.{cls.__name__}")
def test_a_refusal_says_when_it_is_raised_and_how_it_is_called(cls: type[Refusal]) -> None:
    assert (cls.__doc__ or "").strip()
    assert cls.__doc__ != Refusal.__doc__
    if not cls.__subclasses__():
        assert cls.title
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", cls.type)
        assert cls.__name__ == "".join(part.capitalize() for part in cls.type.split("-"))
        assert "type" in vars(cls)
        assert (400 <= cls.status < 500 and cls.status not in (402, 407)) or cls.status == 503
        assert http.HTTPStatus(cls.status)


@pytest.mark.parametrize("service", SERVICES)
def test_one_type_means_one_thing_in_one_service(service: str) -> None:
    statuses: dict[str, set[tuple[str, int]]] = {}
    for cls, package in raised().items():
        if package in ("common", service):
            statuses.setdefault(cls.type, set()).add((cls.__name__, cls.status))
    assert {type: found for type, found in statuses.items() if len(found) > 1} == {}
    assert not {one.type for one in BESIDE_REFUSALS} & set(statuses)


def test_one_type_has_one_status_in_all_services() -> None:
    statuses: dict[str, set[int]] = {}
    for cls in raised():
        statuses.setdefault(cls.type, set()).add(cls.status)
    assert {type: found for type, found in statuses.items() if len(found) > 1} == {}


def test_a_tree_of_refusals_in_a_docstring_is_complete() -> None:
    for name in {cls.__module__ for cls in refusals()} - {problems.__name__}:
        docstring = sys.modules[name].__doc__ or ""
        if "├──" in docstring:
            own = {cls.__name__ for cls in refusals() if cls.__module__ == name}
            assert {refusal for refusal in own if not re.search(rf"\b{refusal}\b", docstring)} == set(), name


def test_what_is_rendered_without_a_refusal_is_on_the_page_too() -> None:
    """Calls of `problem(request, status, type, …)`, and the phrases of HTTP that a router or FastAPI raises by
    itself."""
    rendered = {
        (call.args[1].value, call.args[2].value)
        for call in ast.walk(ast.parse(inspect.getsource(problems)))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "problem"
        if isinstance(call.args[1], ast.Constant) and isinstance(call.args[2], ast.Constant)
    }
    phrases = {
        (status, (problems.PHRASES.get(status) or http.HTTPStatus(status).phrase).lower().replace(" ", "-"))
        for status in (400, 404, 405, 408, 413)
    }
    assert {(one.status, one.type) for one in BESIDE_REFUSALS} == rendered | phrases
