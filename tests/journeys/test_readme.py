"""The commands of the README do what it says."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
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
TOKEN = re.compile(r"^token\(\) \{ .*; \}$", re.MULTILINE)
REGISTERS = {
    "agencies": [{"code": "H60.02", "name": "Sở Tư pháp"}],
    "fields": [{"code": "G15-TP110", "name": "Hộ tịch"}],
    "role-holders": list(dataset.role_holders()),
}


def script(urls: Mapping[str, str], token: str) -> str:
    """The lines of the README, with these addresses and this definition of `token` in place of its own."""
    (lines,) = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    addressed, replaced = ADDRESSES.subn(
        f"PROCEDURES={urls['procedures']} ONLINE={urls['online_services']} REPORTING={urls['reporting']}", lines
    )
    defined, replaced_definitions = TOKEN.subn(lambda _: token, addressed)
    assert (replaced, replaced_definitions) == (1, 1)
    return defined


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
    token = stack_over_feed.token("catalogue.write", "roles.write", "decisions.publish")
    for name, entries in REGISTERS.items():
        url = f"{stack_over_feed.urls['procedures']}/v1/{name}"
        httpx.post(
            url, json={name.replace("-", "_"): entries}, headers={"Authorization": f"Bearer {token}"}
        ).raise_for_status()
    issuer = stack_over_feed.urls["issuer"]
    lines = script(stack_over_feed.urls, f'token() {{ {sys.executable} -m suite token --issuer {issuer} "$@"; }}')
    assert_published_and_arrived(lines, tmp_path)
    overdue = httpx.get(
        f"{stack_over_feed.urls['procedures']}/v1/publication-channels/overdue",
        params={"limit": 500},
        headers={"Authorization": f"Bearer {token}"},
    ).raise_for_status()
    assert "901/QĐ-UBND" not in overdue.text, "`status` is sound after the walk-through"


def assert_published_and_arrived(lines: str, folder: Path, **environment: str) -> None:
    """Runs the lines, and compares what they print with what the README promises."""
    done = subprocess.run(
        ["/bin/sh", "-eu", "-c", lines],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    published, on_that_day, the_day_before, applied, decisions = objects_in(done.stdout)
    assert (published["status"], published["number"], published["revision"]) == ("published", "901/QĐ-UBND", 5)
    assert published["signed_file_sha256"] == sha256(SIGNED).hexdigest()
    assert on_that_day["code"] == "9.000901"
    assert str(the_day_before["type"]).endswith("procedure-not-in-force-on-day")
    assert any(str(position).startswith("procedures/0:") for position in applied["positions"])
    assert "901/QĐ-UBND" in [decision["number"] for decision in decisions["items"]]
    assert list(folder.iterdir()) == [], "nothing is left behind"
