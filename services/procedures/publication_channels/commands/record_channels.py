"""Record channels of publication: what they are called, and where they are reached."""

from collections.abc import Sequence
from typing import Any

from common.identity import Actor
from procedures.shared.work import ProceduresWork


async def record_channels(work: ProceduresWork, channels: Sequence[dict[str, Any]], by: Actor) -> None:
    """What waits for a channel goes to the new address; one that was given up is asked again."""
    await work.channels.record(channels, by.subject, work.clock.now())
