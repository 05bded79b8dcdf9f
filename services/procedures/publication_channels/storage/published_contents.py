"""The contents that a Decision published, replaced by those of its corrections."""

from collections.abc import Mapping
from typing import Any

from procedures.publication_channels.domain.published_content import PublishedContent
from procedures.publication_channels.domain.published_decision import PublishedDecision

CONTENTS = """
    SELECT p.code, v.number, v.content
    FROM unnest($1::text[], $2::date[]) AS line (code, day)
    JOIN procedure p ON p.code = line.code
    JOIN period r ON r.procedure_id = p.id AND r.in_force @> line.day AND r.known @> $3::timestamptz
    JOIN version v ON v.procedure_id = p.id AND v.number = r.version
"""
CORRECTED = """
    SELECT p.code, v.number, v.content
    FROM version v JOIN procedure p ON p.id = v.procedure_id
    WHERE v.decision_id = $1 AND v.correction_id = ANY ($2) ORDER BY v.number
"""


async def published_contents(driver: Any, decision: PublishedDecision) -> Mapping[str, PublishedContent]:
    """Returns the contents by procedure code."""
    lines = decision.lines_as_published()
    codes, days = [line.code for line in lines], [line.item.effective_on for line in lines]
    rows = await driver.fetch(CONTENTS, codes, days, decision.heading.recorded_at)
    if decision.instruments:
        rows += await driver.fetch(
            CORRECTED, decision.heading.id, [instrument.id for instrument in decision.instruments]
        )
    return {row["code"]: PublishedContent(row["number"], row["content"]) for row in rows}
