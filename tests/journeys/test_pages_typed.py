"""The lines that other pages than the README tell to type do what they say, on a running suite."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from suite.stack import Stack
from tests.journeys.test_readme import ROOT, objects_in
from tests.support.api_client import Official
from tests.support.observed_stack import ObservedStack
from tests.support.procedures_harness import content, item

pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="the pages' lines need curl")
CODE = "9.000901"
"""The procedure of which the pages speak; each test has one of its own."""


@pytest.fixture
def typist(stack_over_feed: Stack) -> Any:
    with Official(stack_over_feed) as made:
        yield made


def blocks(page: str) -> list[str]:
    return re.findall(r"```sh\n(.*?)```", (ROOT / "docs" / page).read_text(), re.DOTALL)


def typed(stack: ObservedStack, lines: str, folder: Path, **given: str) -> list[dict[str, Any]]:
    """What they answer, one after the other. Tokens come from the town's own issuer."""
    before = "".join(f"{name}='{value}'\n" for name, value in {"PROCEDURES": stack.urls["procedures"], **given}.items())
    told = lines.replace(
        ".venv/bin/python -m suite token", f"{sys.executable} -m suite token --issuer {stack.urls['issuer']}"
    )
    done = subprocess.run(
        ["/bin/sh", "-eu", "-c", before + told], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert list(folder.iterdir()) == [], "nothing is left behind"
    return objects_in(done.stdout)


def published(at: Official, *items: dict[str, Any]) -> str:
    """A Decision of the days of which the pages speak; its id."""
    return str(at.publish(*items, signed_on="2026-01-15").body["id"])


def introduced(at: Official, number: int) -> str:
    code = at.code(number)
    published(at, item("introduce", code, "2026-02-01", content=content(f"Thủ tục {code}", agency_code=at.agency)))
    return code


def test_the_page_of_corrections_annuls_a_repeal_and_corrects_another(typist: Official, tmp_path: Path) -> None:
    code, other = introduced(typist, 1), introduced(typist, 2)
    repeals = [published(typist, item("repeal", one, "2026-03-01")) for one in (code, other)]
    annul, correct = blocks("corrections.md")
    token = typist.stack.token("decisions.annul", "decisions.correct", subject="chairman")
    given = {"TOKEN": token, "ID": repeals[0], "OTHER": repeals[1]}
    (annulled, chain, law, corrected) = typed(typist.stack, annul.replace(CODE, code) + correct, tmp_path, **given)
    assert (annulled["number"], annulled["procedures"][0]["outcome"]) == ("977/QĐ-UBND", "restored")
    assert [entry["act"] for entry in chain["items"]] == ["publication", "publication", "annulment"]
    assert (law["code"], law["period"]["effective_from"]) == (code, "2026-04-01")
    assert [(one["previous_effective_on"], one["effective_on"]) for one in corrected["items"]] == [
        ("2026-03-01", "2026-04-15")
    ]


def test_the_page_of_imports_takes_in_a_catalogue_and_tries_an_annex(typist: Official, tmp_path: Path) -> None:
    catalogue, annex, inbox = blocks("imports.md")
    tried, taken, record = typed(typist.stack, catalogue, tmp_path)
    assert [(one["accepted_with_notes"], one["refused"], one["snapshot"] is None) for one in (tried, taken)] == [
        (1, 0, True),
        (1, 0, False),
    ]
    assert record["code"] == "1.000178"
    (told,) = typed(typist.stack, annex.replace("H60.02", typist.agency), tmp_path)
    assert (told["decision"], told["accepted"], told["refused"], told["rows"][0]["code"]) == (None, 1, 0, "9.000905")
    (waiting,) = typed(typist.stack, inbox, tmp_path)
    assert "items" in waiting


def test_the_page_of_national_formats_answers_in_national_names(typist: Official, tmp_path: Path) -> None:
    code = introduced(typist, 3)
    (lines,) = blocks("national-formats.md")
    one, listed = typed(typist.stack, lines.replace(CODE, code), tmp_path)
    assert [record["MATTHC"] for record in one["result"]] == [code]
    assert code in [record["MATTHC"] for record in listed["result"]]


def test_the_page_of_procedures_amends_lists_approves_and_groups(typist: Official, tmp_path: Path) -> None:
    code, listed = typist.code(4), typist.code(5)
    first = {
        "name": "Xác nhận thông tin hộ tịch",
        "field_code": "G15-TP110",
        "agency_code": typist.agency,
        "levels": ["commune"],
    }
    published(typist, item("introduce", code, "2026-02-01", content=first))
    lines = (
        "".join(blocks("procedures.md")).replace("H60.02", typist.agency).replace('"H60"', f'"{typist.issuing_body}"')
    )
    given = {
        "DRAFTER": typist.stack.token("decisions.draft", subject="drafter", agency=typist.agency),
        "CONTROLLER": typist.step_tokens["approve"],
        "CHAIRMAN": typist.step_tokens["sign"],
        "PUBLISHER": typist.step_tokens["publish"],
    }
    told = typed(typist.stack, lines.replace("9.000901", code).replace("9.000904", listed), tmp_path, **given)
    untrue, amended, difference, as_list, approved, standing, grouped, groups, history = told
    assert (untrue["stated"], untrue["actual"], amended["status"]) == (["fees"], ["conditions"], "published")
    assert [one["part"] for one in difference["parts"]] == ["conditions"]
    assert (as_list["items"][0]["published_as"], approved["processes"][0]["incomparable"]) == ("list", "no_limit")
    (process,) = standing["items"]
    assert (process["code"], process["hours"], process["limit"]["incomparable"]) == ("QT.TP.9001", 8, "no_limit")
    assert (grouped["status"], history["code"]) == ("published", "LT.0001")
    assert [one["procedure_code"] for one in groups["items"][0]["members"]] == [listed, code]
