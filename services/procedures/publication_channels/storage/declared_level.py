"""The online level that Decisions declare for a procedure, as known at a moment: the one with the latest effective
day."""

from datetime import datetime
from typing import Any

LEVEL = """
    SELECT i.online_level
    FROM decision_item i JOIN decision d ON d.id = i.decision_id AND d.recorded_at <= $2
    LEFT JOIN LATERAL (
        SELECT m.effective_on FROM rectification_item m JOIN rectification a ON a.id = m.rectification_id
        WHERE m.decision_id = i.decision_id AND m.item_number = i.number AND m.effective_on IS NOT NULL
            AND a.recorded_at <= $2
        ORDER BY a.recorded_at DESC LIMIT 1
    ) corrected ON true
    WHERE i.procedure_code IN ($1, (SELECT provisional_code FROM procedure WHERE code = $1))
        AND i.kind = 'declare_online' AND NOT EXISTS (
        SELECT FROM rectification_item m JOIN rectification a ON a.id = m.rectification_id
        WHERE m.decision_id = i.decision_id AND m.item_number = i.number AND m.kind = 'annulment'
            AND a.recorded_at <= $2)
    ORDER BY coalesce(corrected.effective_on, i.effective_on) DESC, d.recorded_at DESC LIMIT 1
"""


async def declared_level(driver: Any, code: str, known_at: datetime) -> str | None:
    online_level: str | None = await driver.fetchval(LEVEL, code, known_at)
    return online_level
