"""The stack waits for its own issuer: another process may take the port before the issuer listens, but publishes other
keys."""

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
            """Keeps the output of the tests free of request lines."""

    with HTTPServer(("127.0.0.1", 0), Jwks) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize("own", [True, False])
def test_only_an_issuer_that_publishes_the_keys_of_the_stack_is_ready(tmp_path: Path, own: bool) -> None:
    stack = Stack(tmp_path)
    stack.issuer = Issuer(tmp_path / "own.pem", "http://issuer.test")
    publishing = stack.issuer if own else Issuer(tmp_path / "other.pem", "http://issuer.test")
    with published(publishing) as url:
        stack.urls["issuer"] = url
        assert stack.issuer_is_ready() is own
    assert not stack.issuer_is_ready(), "nothing listens any more"
