"""Emits, once, what channels are known to show already: from now on followers have it by the stream."""

from typing import Any

from alembic import op
from sqlalchemy import Connection, text

from common.contracts.event import Event
from common.contracts.parts import AgencyRef, DecisionRef
from common.contracts.procedures import InstrumentRef
from common.contracts.publications import Confirmation, PublicationConfirmed
from common.migrations.emitted_events import emit
from procedures.shared.domain.document_numbers import canonical_number

revision, down_revision = "0004", "0003"

CONFIRMED = text("""
    SELECT d.id::text AS decision_id, d.number, d.issuing_body, d.signed_on, d.title, a.code AS agency_code,
           a.name AS agency_name, r.id::text AS instrument_id, r.number AS instrument_number,
           r.issuing_body AS instrument_body, r.signed_on AS instrument_signed_on, r.title AS instrument_title,
           p.channel, p.due_on, p.article, p.shown_on, p.state, coalesce(p.evidenced_at, now()) AS recorded_at
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
    WHERE p.state IN ('confirmed', 'evidenced')
    ORDER BY p.evidenced_at, p.decision_id, p.channel, p.rectification_id NULLS FIRST
""")


def upgrade() -> None:
    emit("procedures", 1, confirmed(op.get_bind()))


def confirmed(connection: Connection) -> list[Event]:
    return [_event_of(row) for row in connection.execute(CONFIRMED)]


def _event_of(row: Any) -> Event:
    return PublicationConfirmed(
        decision_id=row.decision_id,
        decision=DecisionRef(
            id=row.decision_id,
            number=row.number,
            issuing_body=row.issuing_body,
            signed_on=row.signed_on,
            title=row.title,
        ),
        agency=AgencyRef(code=row.agency_code, name=row.agency_name),
        instrument=None if row.instrument_id is None else _instrument_of(row),
        channel=row.channel,
        due_on=row.due_on,
        article=row.article,
        shown_on=row.shown_on,
        how=Confirmation(row.state),
        recorded_at=row.recorded_at,
    )


def _instrument_of(row: Any) -> InstrumentRef:
    return InstrumentRef(
        id=row.instrument_id,
        number=row.instrument_number,
        issuing_body=row.instrument_body,
        signed_on=row.instrument_signed_on,
        title=row.instrument_title,
        canonical_number=canonical_number(row.instrument_number),
    )
