"""How the request ids of officers are stored: keyed, so that who reads the table alone learns neither the ids, which
callers choose, nor whether a request about somebody whom they know was made."""

import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from population_lookup.lookup.domain.lookup_request import LookupRequest


class StoredRequest(NamedTuple):
    """A request id, and the digest of the request that it identifies."""

    request_id: str
    digest: bytes


@dataclass(frozen=True, slots=True, repr=False)
class RequestIdKeys:
    """The first key is used for what is written; the others were, or will be, and what was written with them still
    counts. Without a key both are stored as they are."""

    keys: tuple[bytes, ...] = ()

    @classmethod
    @lru_cache(8)  # of texts of the settings
    def parse(cls, text: str) -> "RequestIdKeys":
        """Keys are separated by blanks or lines."""
        return cls(tuple(key.encode() for key in text.split()))

    def current(self, account: str, request: LookupRequest) -> StoredRequest:
        return self._keyed(self.keys[0], account, request) if self.keys else self._plain(request)

    def others(self, account: str, request: LookupRequest) -> Sequence[StoredRequest]:
        """The forms in which the request may be stored already: by the other keys, and as it was before there was a
        key."""
        if not self.keys:
            return ()
        return (*(self._keyed(key, account, request) for key in self.keys[1:]), self._plain(request))

    @staticmethod
    def _plain(request: LookupRequest) -> StoredRequest:
        return StoredRequest(request.request_id, request.digest())

    @staticmethod
    def _keyed(key: bytes, account: str, request: LookupRequest) -> StoredRequest:
        identified = json.dumps([account, request.officer_id, request.request_id]).encode()
        return StoredRequest(
            hmac.digest(key, b"id\n" + identified, "sha256").hex(),
            hmac.digest(key, b"request\n" + request.digest(), "sha256"),
        )
