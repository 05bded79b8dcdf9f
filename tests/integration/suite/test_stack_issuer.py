"""Between the choice of a port and listening on it a stranger's issuer may take it: its keys are not ours."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from suite.stack import Stack
from suite.tokens import Issuer


@contextmanager
def published(issuer: Issuer) -> Iterator[str]:
    class Jwks(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(issuer.jwks()).encode())

        def log_message(self, format: str, *args: object) -> None:
            """Nobody reads it."""

    with HTTPServer(("127.0.0.1", 0), Jwks) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(("whose", "ready"), [("ours", True), ("a stranger's", False)])
def test_only_an_issuer_that_publishes_our_key_is_waited_for(tmp_path: Path, whose: str, ready: bool) -> None:
    stack = Stack(tmp_path)
    stack.issuer = Issuer(tmp_path / "ours.pem", "http://issuer.test")
    listening = stack.issuer if whose == "ours" else Issuer(tmp_path / "other.pem", "http://issuer.test")
    with published(listening) as url:
        stack.urls["issuer"] = url
        assert stack.issuer_is_ready() is ready
    assert not stack.issuer_is_ready(), "nobody listens any more"
