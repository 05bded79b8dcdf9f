"""Follows records one by one as a stranger does: each must follow the one before it, and fit its own hash."""

from common.eventlog.chain import GENESIS, is_sound
from common.eventlog.record import Record


class ChainBroken(Exception):
    """A record does not follow; the message says which and how."""


class ChainReader:
    """Where each shard of one source has come."""

    def __init__(self) -> None:
        self.source: str | None = None
        self.positions: dict[int, tuple[int, bytes]] = {}

    def at(self, shard: int) -> tuple[int, bytes]:
        return self.positions.get(shard, (0, GENESIS))

    def read(self, record: Record) -> None:
        """Raises `ChainBroken`."""
        sequence, hash = self.at(record.shard)
        here = f"{record.source}/{record.shard}:{record.sequence}"
        if self.source not in (None, record.source):
            raise ChainBroken(f"{here} is of another source than {self.source}")
        if record.sequence != sequence + 1:
            raise ChainBroken(f"{here} does not follow sequence {sequence}")
        if record.prevhash != hash:
            raise ChainBroken(f"{here} does not follow the event before it")
        if not is_sound(record):
            raise ChainBroken(f"the content of {here} does not fit its hash")
        self.source = record.source
        self.positions[record.shard] = record.sequence, record.hash
