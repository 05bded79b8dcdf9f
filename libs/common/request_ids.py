"""The id of a request: it is in the response, in a problem and in every line of the log, so that a caller can name the
request that went wrong."""

import os
import re
from contextvars import ContextVar
from itertools import count

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
"""The id of the request that is handled now."""

WELL_FORMED = re.compile(rb"[A-Za-z0-9][A-Za-z0-9._:-]{7,63}")
UUID_BYTES = re.compile(rb"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
NUMBER = re.compile(rb"\d(?:[._:-]?\d){8,}")
"""What may be the number of a person: an id goes into logs, which hold no personal data."""

_process = os.urandom(8).hex()
_numbers = count(int.from_bytes(os.urandom(3)))


def new_request_id() -> str:
    """Random for the process, counted within it: made at every request, so it costs no random bytes of its own."""
    return f"{_process}-{next(_numbers):08x}"


def accepted_request_id(given: bytes) -> str | None:
    """Returns the caller's id: a UUID, or 8 to 64 letters, digits and `. _ : -` without a long number. None for any
    other value."""
    if UUID_BYTES.fullmatch(given) or (WELL_FORMED.fullmatch(given) and not NUMBER.search(given)):
        return given.decode()
    return None
