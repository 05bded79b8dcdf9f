"""What is recorded of a Decision, or a rectification of one, that a channel shows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from procedures.law.domain.references import DecisionReference
from procedures.publication_channels.domain.publications import Publication, State

CONFIRMED = """
    SELECT d.id, d.number, d.issuing_body, d.signed_on, d.title,
           r.id, r.number, r.issuing_body, r.signed_on, r.title,
           a.code, a.name, p.channel, p.due_on, p.article, p.shown_on, p.state, p.evidenced_at
    FROM (
        SELECT decision_id, NULL::uuid AS rectification_id, channel, due_on, article, shown_on, state, evidenced_at
        FROM channel_publication
        UNION ALL
        SELECT decision_id, rectification_id, channel, due_on, article, shown_on, state, evidenced_at
        FROM channel_rectification
    ) p
    JOIN decision d ON d.id = p.decision_id
    JOIN agency a ON a.code = d.agency_code
    LEFT JOIN rectification r ON r.id = p.rectification_id
    WHERE p.decision_id = $1 AND p.channel = $2 AND p.rectification_id IS NOT DISTINCT FROM $3
"""


@dataclass(frozen=True, slots=True)
class ConfirmedPublication:
    """`instrument` is the document of the rectification that is shown, None where it is the Decision itself."""

    decision: DecisionReference
    instrument: DecisionReference | None
    agency_code: str
    agency_name: str
    channel: str
    due_on: date | None
    article: str | None
    shown_on: date
    state: State
    recorded_at: datetime


async def confirmed_publication(driver: Any, publication: Publication) -> ConfirmedPublication:
    """Reads, in the transaction that has recorded it, a publication that is confirmed or evidenced."""
    row = await driver.fetchrow(CONFIRMED, publication.decision_id, publication.channel, publication.rectification)
    return ConfirmedPublication(
        decision=_reference(*row[:5]),
        instrument=None if row[5] is None else _reference(*row[5:10]),
        agency_code=row["code"],
        agency_name=row["name"],
        channel=row["channel"],
        due_on=row["due_on"],
        article=row["article"],
        shown_on=row["shown_on"],
        state=State(row["state"]),
        recorded_at=row["evidenced_at"],
    )


def _reference(id: Any, number: str, issuing_body: str, signed_on: date, title: str) -> DecisionReference:
    return DecisionReference(UUID(str(id)), number, issuing_body, signed_on, title)
