"""`docs/problems.md` lists all problem types. It is generated from the code.

CONGBO_WRITE_DOCS=1 pytest tests/contract/test_problems_page.py    rewrites it
"""

import ast
import http
import importlib
import inspect
import os
import pkgutil
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest

from common.errors import Refusal
from common.http import problems
from common.http.openapi.common_problems import COMMON_PROBLEMS
from common.http.problem_texts import DETAILS, TITLES
from tests.support.postgres import service_of

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "problems.md"
SERVICES = ("procedures", "online_services", "population_lookup", "reporting")
HEAD = """\
# Problems

Every refusal and failure is an RFC 9457 problem (`application/problem+json`). Its `type` is `urn:congbo:problem:` and
one of these names; there are no others, and a type never changes. `title` and `detail` are for people, all further
members for programs; `request_id` is that of the header `Request-Id`. A response with 503 carries `Retry-After`. Where
`DOCS_BASE_URL` says that these pages are published, `Link` with `rel="help"` leads to the row of the type. The
OpenAPI document of a service (`/openapi.json`) lists for each operation the types that it may answer with, as a closed
enum.

An operation below `/v1` refuses a query parameter that it does not know (`unknown-parameter`, with the nearest one that
it knows), and one that is given twice and takes one value (`repeated-parameter`): a misspelt filter that is ignored
would return other rows than those that were meant. Pages for people, national endpoints, probes and metrics ignore
what they do not know.

`title` and `detail` are Vietnamese, or English where `Accept-Language` prefers it; `Content-Language` names their
languages. A type that has no Vietnamese `detail` yet has the English one under its Vietnamese title.

| type | status | when | service | title in Vietnamese |
|---|---|---|---|---|
"""


CONSOLE = ("common.consumer.", "common.operations.", "common.eventlog.epochs", "common.operations.stream_export")
"""The refusals of commands, which no endpoint returns."""


@dataclass(frozen=True)
class Problem:
    type: str
    status: int
    when: str
    service: str = "all"


WITHOUT_REFUSAL = [Problem(common.type, common.status, common.when) for common in COMMON_PROBLEMS]


def refusals() -> dict[type[Refusal], str]:
    """Returns each class with the package that declares it."""
    for name in ("common", *SERVICES):
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not module.name.endswith("__main__") and ".migrations" not in module.name:
                importlib.import_module(module.name)
    packages = {cls: cls.__module__.split(".")[0] for cls in subclasses(Refusal)}
    return {cls: package for cls, package in packages.items() if package in ("common", *SERVICES)}


def subclasses(cls: type[Refusal]) -> Iterator[type[Refusal]]:
    for subclass in cls.__subclasses__():
        yield subclass
        yield from subclasses(subclass)


def raised() -> dict[type[Refusal], str]:
    """Returns the refusals without those that are only base classes."""
    return {cls: package for cls, package in refusals().items() if not cls.__subclasses__()}


def when(cls: type[Refusal]) -> str:
    return re.split(r"(?<=\.)\s", " ".join((cls.__doc__ or "").split()))[0]


def responding_services(cls: type[Refusal], package: str) -> str:
    if cls.__module__.startswith(CONSOLE):
        return "all, at the operator's console only"
    return "all" if package == "common" else package


def page() -> str:
    listed = WITHOUT_REFUSAL + [
        Problem(cls.type, cls.status, when(cls), responding_services(cls, package)) for cls, package in raised().items()
    ]
    rows = sorted({(problem.type, problem.status, problem.when, problem.service) for problem in listed})
    titles = all_titles()
    first = {type: index for index, (type, *_) in reversed(list(enumerate(rows)))}
    anchors = [f'<a id="{type}"></a>' if first[type] == index else "" for index, (type, *_) in enumerate(rows)]
    lines = zip(anchors, rows, strict=True)
    return HEAD + "".join(
        f"| {anchor}`{type}` | {status} | {when} | {service} | {titles[type]} |\n"
        for anchor, (type, status, when, service) in lines
    )


def titles_of(service: str) -> Mapping[str, str]:
    return TITLES if service == "common" else service_of(service).api().vietnamese_titles


def details_of(service: str) -> Mapping[str, str]:
    return DETAILS if service == "common" else service_of(service).api().vietnamese_details


def all_titles() -> dict[str, str]:
    return {type: title for service in ("common", *SERVICES) for type, title in titles_of(service).items()}


@pytest.mark.parametrize("package", ["common", *SERVICES])
def test_every_type_has_a_vietnamese_title_and_no_other_type_has_one(package: str) -> None:
    own = {cls.type for cls, declared_in in raised().items() if declared_in == package}
    others = {problem.type for problem in WITHOUT_REFUSAL} if package == "common" else set()
    titles = titles_of(package)
    assert set(titles) == own | others
    assert all(title[0].isupper() and not title.endswith(".") for title in titles.values())


@pytest.mark.parametrize("package", ["common", *SERVICES])
def test_a_vietnamese_detail_names_only_facts_of_its_type(package: str) -> None:
    details = details_of(package)
    assert set(details) <= set(titles_of(package))
    for cls in [cls for cls, declared_in in raised().items() if declared_in == package and cls.type in details]:
        names = {name for _, name, _, _ in Formatter().parse(details[cls.type]) if name is not None}
        stated = {name for name in names if re.search(rf"\b{name}=", inspect.getsource(inspect.getmodule(cls) or cls))}
        assert names == stated, cls


def test_the_page_matches_the_code() -> None:
    if os.environ.get("CONGBO_WRITE_DOCS") == "1":
        PAGE.write_text(page())
    assert PAGE.read_text() == page()


def test_every_package_with_refusals_is_covered() -> None:
    assert set(raised().values()) == {"common", *SERVICES}
    assert len(raised()) > 50


@pytest.mark.parametrize("cls", refusals(), ids=lambda cls: f"{cls.__module__}.{cls.__name__}")
def test_a_refusal_documents_when_it_is_raised_and_has_a_type_and_a_title(cls: type[Refusal]) -> None:
    assert (cls.__doc__ or "").strip()
    assert cls.__doc__ != Refusal.__doc__
    if not cls.__subclasses__():
        assert cls.title
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", cls.type)
        assert cls.__name__ == "".join(part.capitalize() for part in cls.type.split("-"))
        assert "type" in vars(cls)
        assert (400 <= cls.status < 500 and cls.status not in (402, 407)) or cls.status in (308, 503)
        assert http.HTTPStatus(cls.status)


@pytest.mark.parametrize("service", SERVICES)
def test_a_type_belongs_to_one_class_in_each_service(service: str) -> None:
    statuses: dict[str, set[tuple[str, int]]] = {}
    for cls, package in raised().items():
        if package in ("common", service):
            statuses.setdefault(cls.type, set()).add((cls.__name__, cls.status))
    assert {type: pairs for type, pairs in statuses.items() if len(pairs) > 1} == {}
    assert not {problem.type for problem in WITHOUT_REFUSAL} & set(statuses)


def test_a_type_has_one_status_in_all_services() -> None:
    statuses: dict[str, set[int]] = {}
    for cls in raised():
        statuses.setdefault(cls.type, set()).add(cls.status)
    assert {type: values for type, values in statuses.items() if len(values) > 1} == {}


def test_a_tree_of_refusals_in_a_docstring_is_complete() -> None:
    for name in {cls.__module__ for cls in refusals()} - {problems.__name__}:
        docstring = sys.modules[name].__doc__ or ""
        if "├──" in docstring:
            own = {cls.__name__ for cls in refusals() if cls.__module__ == name}
            assert {refusal for refusal in own if not re.search(rf"\b{refusal}\b", docstring)} == set(), name


def test_problems_that_are_rendered_without_a_refusal_are_on_the_page_too() -> None:
    """They are the calls of `problem(request, status, type, …)`, and the HTTP errors that the router and FastAPI
    raise."""
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
    assert {(problem.status, problem.type) for problem in WITHOUT_REFUSAL} == rendered | phrases
