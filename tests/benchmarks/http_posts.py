"""A load of POST requests with a body and a token, on as many connections as its caller wants; each request has
another id."""

import json
import sys
from collections.abc import Iterator
from secrets import token_hex

import uvloop

from tests.benchmarks.http_load import count_responses

PREFIX, NUMBER = "connection00", "00000000"
"""Stand in a body where the id of the connection, and the number of the request, are written."""


def posts(host: str, path: str, token: str, media_type: str, content: str, prefix: str) -> Iterator[bytes]:
    """The placeholders are as long as what takes their place."""
    head = f"POST {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\nContent-Type: {media_type}"
    length = len(content.encode())
    request = f"{head}\r\nContent-Length: {length}\r\n\r\n{content.replace(PREFIX, prefix)}"
    begin, end = request.split(NUMBER)
    for number in range(10 ** len(NUMBER)):
        yield f"{begin}{number:08}{end}".encode()


if __name__ == "__main__":  # a process of its own, as for GET requests
    host, port, seconds, connections, path = sys.argv[1:]
    given = json.load(sys.stdin)
    requests = [posts(host, path, **given, prefix=token_hex(len(PREFIX) // 2)) for _ in range(int(connections))]
    print(*uvloop.run(count_responses(host, int(port), requests, float(seconds))))
