"""The commands of the README do what it says."""

import json
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest

from suite import dataset
from suite.stack import Stack

SIGNED = b"%PDF-1.7\n% in place of the signed file\n%%EOF\n"
ROOT = Path(__file__).parents[2]
ADDRESSES = re.compile(r"^PROCEDURES=\S+ ONLINE=\S+ REPORTING=\S+$", re.MULTILINE)
REGISTERS = {
    "agencies": [{"code": "H60.02", "name": "Sở Tư pháp"}],
    "fields": [{"code": "G15-TP110", "name": "Hộ tịch"}],
    "role-holders": list(dataset.role_holders()),
}


def script(stack: Stack) -> str:
    """The lines of the README, with the addresses of this stack in place of the default ones."""
    (lines,) = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    urls = stack.urls
    addressed, replaced = ADDRESSES.subn(
        f"PROCEDURES={urls['procedures']} ONLINE={urls['online_services']} REPORTING={urls['reporting']}", lines
    )
    assert replaced == 1
    return addressed.replace(
        ".venv/bin/python -m suite token", f"{sys.executable} -m suite token --issuer {urls['issuer']}"
    )


def objects_in(text: str) -> list[dict[str, Any]]:
    """The JSON objects that curl prints one after the other."""
    decoder, objects = json.JSONDecoder(), []
    while text := text.strip():
        parsed, end = decoder.raw_decode(text)
        objects.append(parsed)
        text = text[end:]
    return objects


@pytest.mark.skipif(shutil.which("curl") is None, reason="the README's lines need curl")
def test_a_newcomer_publishes_a_decision_with_curl_and_sees_it_arrive(stack_over_feed: Stack, tmp_path: Path) -> None:
    token = stack_over_feed.token("catalogue.write", "roles.write")
    for name, entries in REGISTERS.items():
        url = f"{stack_over_feed.urls['procedures']}/v1/{name}"
        httpx.post(
            url, json={name.replace("-", "_"): entries}, headers={"Authorization": f"Bearer {token}"}
        ).raise_for_status()
    done = subprocess.run(
        ["/bin/sh", "-eu", "-c", script(stack_over_feed)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    published, on_that_day, the_day_before, applied, decisions = objects_in(done.stdout)
    assert (published["status"], published["number"], published["revision"]) == ("published", "901/QĐ-UBND", 5)
    assert published["signed_file_sha256"] == sha256(SIGNED).hexdigest()
    assert on_that_day["code"] == "9.000901"
    assert str(the_day_before["type"]).endswith("procedure-not-in-force-on-day")
    assert any(str(position).startswith("procedures/0:") for position in applied["positions"])
    assert "901/QĐ-UBND" in [decision["number"] for decision in decisions["items"]]
    assert list(tmp_path.iterdir()) == [], "nothing is left behind"
