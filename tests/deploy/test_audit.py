"""`make audit` against an advisory service that says what a test wants, and against none: silence is not taken for a
good answer."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from suite.folders_and_ports import free_port

ROOT = Path(__file__).parents[2]
PINNED = "idna==3.10 --hash=sha256:946d195a0d259cbba61165e88e65941f16e9b36ea6ddb97f00452bae8b1287d3\n"
FAULT = {
    "id": "OSV-2026-1",
    "aliases": ["CVE-2026-1"],
    "summary": "a fault",
    "details": "a fault",
    "affected": [
        {
            "package": {"name": "idna", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.11"}]}],
            "versions": ["3.10"],
        }
    ],
}


@contextmanager
def service(answer: dict[str, Any]) -> Iterator[str]:
    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *_: Any) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
        server.shutdown()


def audited(folder: Path, url: str) -> tuple[int, str]:
    environment = {**os.environ, "AUDIT_SERVICE": "osv", "AUDIT_OSV_URL": url}
    command = [sys.executable, str(ROOT / "deploy" / "audit.py"), str(folder)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_where_nothing_is_known_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PINNED)
    with service({}) as url:
        assert audited(tmp_path, url) == (0, "a.txt: no fault is known\n")


def test_a_known_fault_is_named_with_the_version_that_mends_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PINNED)
    with service({"vulns": [FAULT]}) as url:
        code, said = audited(tmp_path, url)
    assert (code, said) == (1, "a.txt: idna 3.10: CVE-2026-1, mended in 3.11\n")


def test_where_no_service_answers_nothing_was_audited(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PINNED)
    code, said = audited(tmp_path, f"http://127.0.0.1:{free_port()}/v1/query")
    assert code == 2
    assert said.startswith("NOT AUDITED: a.txt: ")


def test_every_file_of_pinned_packages_is_asked_for() -> None:
    known = {"bench.txt", "dev.txt", "image.txt", "runtime.txt", "suite.txt"}
    assert {file.name for file in (ROOT / "requirements").glob("*.txt")} == known
    assert "deploy/audit.py" in (ROOT / "Makefile").read_text()


def test_ci_says_what_was_not_audited_and_does_not_pass_over_a_known_fault() -> None:
    ci = (ROOT / ".ci/run").read_text()
    assert "make audit" not in ci, "its exit code is make's own"
    assert "deploy/audit.py" in ci
