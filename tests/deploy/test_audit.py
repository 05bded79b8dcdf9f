"""`make audit` with a fake advisory service, and with none: a missing response does not count as a good result."""

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
VULNERABILITY = {
    "id": "OSV-2026-1",
    "aliases": ["CVE-2026-1"],
    "summary": "a vulnerability",
    "details": "a vulnerability",
    "affected": [
        {
            "package": {"name": "idna", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.11"}]}],
            "versions": ["3.10"],
        }
    ],
}


@contextmanager
def service(response: dict[str, Any]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(response).encode())

        def log_message(self, *_: Any) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
        server.shutdown()


def run_audit(folder: Path, url: str) -> tuple[int, str]:
    environment = {**os.environ, "AUDIT_SERVICE": "osv", "AUDIT_OSV_URL": url}
    command = [sys.executable, str(ROOT / "deploy" / "audit.py"), str(folder)]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return result.returncode, result.stdout


def test_the_audit_reports_that_no_vulnerability_is_known(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PINNED)
    with service({}) as url:
        assert run_audit(tmp_path, url) == (0, "a.txt: no vulnerability is known\n")


def test_a_known_vulnerability_is_named_with_the_version_that_fixes_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PINNED)
    with service({"vulns": [VULNERABILITY]}) as url:
        code, output = run_audit(tmp_path, url)
    assert (code, output) == (1, "a.txt: idna 3.10: CVE-2026-1, fixed in 3.11\n")


def test_without_a_response_nothing_counts_as_audited(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PINNED)
    code, output = run_audit(tmp_path, f"http://127.0.0.1:{free_port()}/v1/query")
    assert code == 2
    assert output.startswith("NOT AUDITED: a.txt: ")


def test_every_file_of_pinned_packages_is_audited() -> None:
    names = {"bench.txt", "clients.txt", "dev.txt", "fuzz.txt", "image.txt", "runtime.txt", "suite.txt"}
    assert {file.name for file in (ROOT / "requirements").glob("*.txt")} == names
    assert "deploy/audit.py" in (ROOT / "Makefile").read_text()


def test_ci_reports_what_was_not_audited_and_fails_on_a_known_vulnerability() -> None:
    ci = (ROOT / ".ci/run").read_text()
    assert "make audit" not in ci, "make would replace the exit status"
    assert "deploy/audit.py" in ci
