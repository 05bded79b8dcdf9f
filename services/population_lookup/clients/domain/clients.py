"""The systems that look citizens up with a shared secret, as clients of the national service do."""

import re
from dataclasses import dataclass

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
"""A file in the folder of secrets, and in no other."""
SHORTEST_SECRET = 16
"""Characters: with a Timestamp and the digest of one request, a shorter secret can be found by trying."""


@dataclass(frozen=True, slots=True)
class Client:
    """The secret is in the mounted file `secret_file`, never in the database. `account` is what the access log calls
    the client; no subject of a token begins like it."""

    name: str
    agency_code: str
    secret_file: str
    sees_sensitive_fields: bool = False

    @property
    def account(self) -> str:
        return f"client:{self.name}"
