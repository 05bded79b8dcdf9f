"""Real procedure codes, and texts that only look like one."""

import json
import os
from pathlib import Path

import pytest

from procedures.shared.domain.procedure_codes import MalformedProcedureCode, parse_code


@pytest.mark.parametrize("text", ["1.001234", "5.000123", "6.000001", "1.012753.H19", "1.001234.000.00.00.H22"])
def test_real_forms_are_accepted(text: str) -> None:
    assert parse_code(text) == text


def test_case_and_outer_white_space_are_normalised() -> None:
    assert parse_code(" 1.012753.h19\n") == "1.012753.H19"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1001234",
        "1.12345",
        "12.001234",
        "1.0012345",
        "1.001234.",
        "1.001234.X",
        "1.00123\u0664",
        "1.001234 5",
        f"1.001234.{'A' * 36}",
    ],
)
def test_other_forms_are_refused(text: str) -> None:
    with pytest.raises(MalformedProcedureCode):
        parse_code(text)


def test_every_code_of_the_national_portal_is_accepted() -> None:
    if "CONGBO_REAL_DATA" not in os.environ:
        pytest.skip("CONGBO_REAL_DATA does not name a folder with real data")
    lines = (Path(os.environ["CONGBO_REAL_DATA"]) / "procedures/national-portal-2026-07.jsonl").read_text().splitlines()
    codes = [json.loads(line)["code"] for line in lines]
    assert [parse_code(code) for code in codes] == codes
    assert {"5", "6"} <= {code[0] for code in codes}
