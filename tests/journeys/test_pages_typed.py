"""The commands on other pages than the README do what the pages say, on a running suite."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from suite.stack import PORTS, Stack
from tests.journeys.test_readme import ROOT, objects_in
from tests.support.api_client import Official
from tests.support.observed_stack import ObservedStack
from tests.support.procedures_harness import content, item
from tests.support.requirements import only_in_full_run

pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="the pages' lines need curl")
CODE = "9.000901"
"""The procedure code on the pages; each test replaces it by one of its own."""


@pytest.fixture
def official(stack_over_feed: Stack) -> Any:
    with Official(stack_over_feed) as official:
        yield official


def blocks(page: str) -> list[str]:
    return re.findall(r"```sh\n(.*?)```", (ROOT / "docs" / page).read_text(), re.DOTALL)


def run_lines(stack: ObservedStack, lines: str, folder: Path, **given: str) -> list[dict[str, Any]]:
    """Runs the lines of a page and returns the JSON objects that they print. Tokens come from the stack's issuer."""
    variables = "".join(
        f"{name}='{value}'\n" for name, value in {"PROCEDURES": stack.urls["procedures"], **given}.items()
    )
    commands = lines.replace(
        ".venv/bin/python -m suite token", f"{sys.executable} -m suite token --issuer {stack.urls['issuer']}"
    )
    done = subprocess.run(
        ["/bin/sh", "-eu", "-c", variables + commands], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert list(folder.iterdir()) == [], "nothing is left behind"
    return objects_in(done.stdout)


def publish(official: Official, *items: dict[str, Any]) -> str:
    """Publishes a Decision on the signing day that the pages use; returns its id."""
    return str(official.publish(*items, signed_on="2026-01-15").body["id"])


def addressed(stack: ObservedStack, page: str) -> str:
    """The lines of a page, with the addresses of this stack in place of those of `make up`."""
    (lines,) = blocks(page)
    for name, port in PORTS.items():
        lines = lines.replace(f"http://127.0.0.1:{port}", stack.urls[name])
    return lines


def introduce(official: Official, number: int) -> str:
    code = official.code(number)
    publish(
        official, item("introduce", code, "2026-02-01", content=content(f"Thủ tục {code}", agency_code=official.agency))
    )
    return code


def test_the_page_of_corrections_annuls_a_repeal_and_corrects_another(official: Official, tmp_path: Path) -> None:
    code, other = introduce(official, 1), introduce(official, 2)
    repeals = [publish(official, item("repeal", repealed, "2026-03-01")) for repealed in (code, other)]
    annul, correct = blocks("corrections.md")
    token = official.stack.token("decisions.annul", "decisions.correct", subject="chairman")
    given = {"TOKEN": token, "ID": repeals[0], "OTHER": repeals[1]}
    (annulled, chain, law, corrected) = run_lines(
        official.stack, annul.replace(CODE, code) + correct, tmp_path, **given
    )
    assert (annulled["number"], annulled["procedures"][0]["outcome"]) == ("977/QĐ-UBND", "restored")
    assert [entry["act"] for entry in chain["items"]] == ["publication", "publication", "annulment"]
    assert (law["code"], law["period"]["effective_from"]) == (code, "2026-04-01")
    assert [(entry["previous_effective_on"], entry["effective_on"]) for entry in corrected["items"]] == [
        ("2026-03-01", "2026-04-15")
    ]


@only_in_full_run("its commands start cold, some seconds of CPU")
def test_the_page_of_imports_imports_a_catalogue_and_checks_an_annex(official: Official, tmp_path: Path) -> None:
    catalogue, annex, headings, inbox = blocks("imports.md")
    tried, taken, record = run_lines(official.stack, catalogue, tmp_path)
    assert [
        (result["accepted_with_notes"], result["refused"], result["snapshot"] is None) for result in (tried, taken)
    ] == [
        (1, 0, True),
        (1, 0, False),
    ]
    assert record["code"] == "1.000178"
    (result,) = run_lines(official.stack, annex.replace("H60.02", official.agency), tmp_path)
    assert "decision" in result, result
    assert (result["decision"], result["accepted"], result["refused"], result["rows"][0]["code"]) == (
        None,
        1,
        0,
        "9.000905",
    )
    assert run_lines(official.stack, headings, tmp_path) == [{"recorded": 2}]
    (waiting,) = run_lines(official.stack, inbox, tmp_path)
    assert "items" in waiting


def test_the_page_of_national_formats_shows_records_with_national_names(official: Official, tmp_path: Path) -> None:
    code = introduce(official, 3)
    (lines,) = blocks("national-formats.md")
    single, listed = run_lines(official.stack, lines.replace(CODE, code), tmp_path)
    assert [record["MATTHC"] for record in single["result"]] == [code]
    assert code in [record["MATTHC"] for record in listed["result"]]


def test_the_page_of_procedures_amends_lists_approves_and_groups(official: Official, tmp_path: Path) -> None:
    code, listed = official.code(4), official.code(5)
    first = {
        "name": "Xác nhận thông tin hộ tịch",
        "field_code": "G15-TP110",
        "agency_code": official.agency,
        "levels": ["commune"],
    }
    publish(official, item("introduce", code, "2026-02-01", content=first))
    lines = (
        "".join(blocks("procedures.md"))
        .replace("H60.02", official.agency)
        .replace('"H60"', f'"{official.issuing_body}"')
    )
    given = {
        "DRAFTER": official.stack.token("decisions.draft", subject="drafter", agency=official.agency),
        "CONTROLLER": official.step_tokens["approve"],
        "CHAIRMAN": official.step_tokens["sign"],
        "PUBLISHER": official.step_tokens["publish"],
    }
    responses = run_lines(
        official.stack, lines.replace("9.000901", code).replace("9.000904", listed), tmp_path, **given
    )
    untrue, amended, difference, as_list, approved, current, grouped, groups, history = responses
    assert (untrue["stated"], untrue["actual"], amended["status"]) == (["fees"], ["conditions"], "published")
    assert [entry["part"] for entry in difference["parts"]] == ["conditions"]
    assert (as_list["items"][0]["published_as"], approved["processes"][0]["incomparable"]) == ("list", "no_limit")
    (process,) = current["items"]
    assert (process["code"], process["hours"], process["limit"]["incomparable"]) == ("QT.TP.9001", 8, "no_limit")
    assert (grouped["status"], history["code"]) == ("published", "LT.0001")
    assert [member["procedure_code"] for member in groups["items"][0]["members"]] == [listed, code]


def test_the_page_for_those_who_follow_reads_events_head_keys_and_law(official: Official, tmp_path: Path) -> None:
    introduce(official, 7)
    first, heads, keys, waited, law, others = run_lines(
        official.stack, addressed(official.stack, "start-following.md"), tmp_path
    )
    assert [event["sequence"] for event in first["events"]] == [1, 2]
    assert "hash" in str(heads)
    assert "public_key" in str(keys)
    assert waited["events"][0]["sequence"] == 3
    assert law["items"]
    assert "events" in others


def test_the_page_for_those_who_look_up_finds_a_resident_and_shows_the_refusal_and_the_log(
    official: Official, tmp_path: Path
) -> None:
    code = official.code(8)
    assert official.look_up(code, official.introduce(code, -10, "full_name").position).status_code == 200
    resident = official.resident
    values = (
        f"PROCEDURE={code} AGENCY={official.agency} PERSONAL_ID={resident.personal_id}"
        f" FULL_NAME='{resident.full_name}' BIRTH_DATE={resident.birth_date}"
    )
    lines, replaced = re.subn(
        r"^PROCEDURE=.*$", values, addressed(official.stack, "start-looking-up.md"), flags=re.MULTILINE
    )
    assert replaced == 1
    found, refused, accesses = run_lines(official.stack, lines, tmp_path)
    assert (found["matched"], found["citizen"]["full_name"]) == (True, resident.full_name)
    assert refused["type"].startswith("urn:congbo:problem:")
    assert code in str(accesses)


def test_the_page_for_those_who_publish_makes_one_draft_however_often_it_is_sent(
    official: Official, tmp_path: Path
) -> None:
    lines = (
        addressed(official.stack, "start-publishing.md")
        .replace("--as drafter", f"--sub drafter --scope decisions.draft --agency {official.agency}")
        .replace("H60.02", official.agency)
        .replace('"H60"', f'"{official.issuing_body}"')
        .replace("9.000906", official.code(6))
        .replace("start-publishing", f"start-{official.agency}")
    )
    fields, agencies, draft, repeated = run_lines(official.stack, lines, tmp_path)
    assert fields["items"]
    assert agencies["items"]
    assert draft["status"] == "draft"
    assert draft["id"] == repeated["id"]


def test_the_page_of_access_finds_the_issuer_and_gets_a_token_from_it(official: Official, tmp_path: Path) -> None:
    configuration, token = run_lines(official.stack, addressed(official.stack, "access.md"), tmp_path)
    assert configuration["issuer"] == official.stack.urls["issuer"]
    assert (token["token_type"], token["scope"]) == ("Bearer", "events.read")
