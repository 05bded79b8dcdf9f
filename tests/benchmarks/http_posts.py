"""A load of POST requests with a JSON body and a token, on as many connections as its caller wants; each request has
another id."""

import json
import sys
from collections.abc import Iterator
from secrets import token_hex
from typing import Any

import uvloop

from tests.benchmarks.http_load import count_responses

NUMBER = "00000000"
"""Stands in a body where the number of the request is written."""


def posts(host: str, path: str, token: str, body: dict[str, Any], prefix: str) -> Iterator[bytes]:
    content = json.dumps({**body, "request_id": f"{prefix}-{NUMBER}"})
    head = f"POST {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json"
    begin, end = f"{head}\r\nContent-Length: {len(content)}\r\n\r\n{content}".split(NUMBER)
    for number in range(10 ** len(NUMBER)):
        yield f"{begin}{number:08}{end}".encode()


if __name__ == "__main__":  # a process of its own, as for GET requests
    host, port, seconds, connections, path = sys.argv[1:]
    given = json.load(sys.stdin)
    requests = [posts(host, path, given["token"], given["body"], token_hex(6)) for _ in range(int(connections))]
    print(*uvloop.run(count_responses(host, int(port), requests, float(seconds))))
