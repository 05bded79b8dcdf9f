"""A database of `procedures` with a long stream, written through its own event log."""

from datetime import date
from pathlib import Path

from common.clock import SystemClock
from common.database.connections import create_engine
from common.eventlog.keys import ensure_registered, load_key, make_key_file
from common.eventlog.log import EventLog
from tests.support.foreign_events import decision
from tests.support.postgres import Postgres


async def database_with_stream(postgres: Postgres, folder: Path, events: int) -> dict[str, str]:
    """Returns the settings with which the commands of `procedures` use it."""
    url, key = await postgres.migrated("procedures"), folder / "procedures.pem"
    make_key_file(key)
    changes = decision(1, date(2022, 2, 1), *(("introduce", f"1.{number:06}") for number in range(500)))
    engine, log, left = create_engine(url), EventLog("procedures", 1), events
    async with engine.begin() as connection:
        await ensure_registered(connection, load_key(key), SystemClock().now())
        while left:
            batch = changes[:left]
            await log.append(connection, batch, SystemClock())
            left -= len(batch)
    await engine.dispose()
    return {"DATABASE_URL": url, "STREAM_KEY_FILE": str(key)}
