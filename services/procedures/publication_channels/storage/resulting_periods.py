"""The periods of each procedure that an instrument concerns, as known once it is recorded."""

from collections.abc import Sequence
from typing import Any

from procedures.publication_channels.domain.published_content import PublishedContent, ResultingPeriod
from procedures.publication_channels.domain.published_decision import RecordedInstrument

PERIODS = """
    SELECT t.item_number, p.code, r.version, lower(r.in_force) AS begins, upper(r.in_force) AS ends,
           coalesce(lower(r.known) = $2, false) AS opened, v.content,
           EXISTS (SELECT FROM period c WHERE c.procedure_id = p.id AND upper(c.known) = $2) AS closed
    FROM rectification_procedure t
    JOIN procedure p ON p.id = t.procedure_id
    LEFT JOIN period r ON r.procedure_id = p.id AND r.known @> $2::timestamptz
    LEFT JOIN version v ON v.procedure_id = p.id AND v.number = r.version
    WHERE t.rectification_id = $1 ORDER BY t.item_number, p.code, r.in_force
"""


async def resulting_periods(driver: Any, instrument: RecordedInstrument) -> Sequence[ResultingPeriod]:
    """Returns them ordered by item, procedure code and day."""
    return [
        ResultingPeriod(
            item_number=row["item_number"],
            code=row["code"],
            content=None if row["version"] is None else PublishedContent(row["version"], row["content"]),
            begins=row["begins"],
            ends=row["ends"],
            opened=row["opened"],
            closed=row["closed"],
        )
        for row in await driver.fetch(PERIODS, instrument.id, instrument.recorded_at)
    ]
