"""Verifies a sequence of records: each must follow the one before it and match its own hash."""

from common.eventlog.chain import GENESIS, hash_matches
from common.eventlog.record import Record


class ChainBroken(Exception):
    """A record does not continue the chain; the message says which and why."""


class ChainReader:
    """Keeps the last position of each shard of one source."""

    def __init__(self) -> None:
        self.source: str | None = None
        self.positions: dict[int, tuple[int, bytes]] = {}

    def position_of(self, shard: int) -> tuple[int, bytes]:
        return self.positions.get(shard, (0, GENESIS))

    def read(self, record: Record) -> None:
        """Raises `ChainBroken`."""
        sequence, hash = self.position_of(record.shard)
        here = f"{record.source}/{record.shard}:{record.sequence}"
        if self.source not in (None, record.source):
            raise ChainBroken(f"{here} is of another source than {self.source}")
        if record.sequence != sequence + 1:
            raise ChainBroken(f"{here} does not follow sequence {sequence}")
        if record.prevhash != hash:
            raise ChainBroken(f"{here} does not follow the event before it")
        if not hash_matches(record):
            raise ChainBroken(f"the content of {here} does not match its hash")
        self.source = record.source
        self.positions[record.shard] = record.sequence, record.hash
