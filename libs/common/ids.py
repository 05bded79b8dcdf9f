"""Identifiers that sort by the time of their creation (UUID version 7, RFC 9562)."""

import secrets
import time
from uuid import UUID


def new_id() -> UUID:
    return new_ids(1)[0]


def new_ids(count: int) -> list[UUID]:
    """Returns ids of one moment; all their random bytes come from one call to the operating system."""
    milliseconds, random = time.time_ns() // 1_000_000, secrets.token_bytes(10 * count)
    return [_id(milliseconds, random[start : start + 10]) for start in range(0, 10 * count, 10)]


def _id(milliseconds: int, random: bytes) -> UUID:
    value = (milliseconds << 80) | int.from_bytes(random, "big")
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return UUID(int=value)
