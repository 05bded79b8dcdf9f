"""Publications of Decisions and of their rectifications, in one list of rows."""

from sqlalchemy import BigInteger, Uuid, and_, literal_column, null, select, union_all
from sqlalchemy.sql.elements import ColumnElement

from procedures.tables import channel_attempt, channel_publication, channel_rectification, rectification

SHARED = (
    "decision_id",
    "channel",
    "state",
    "due_on",
    "article",
    "attempts",
    "shown_on",
    "evidence_url",
    "evidence_note",
    "evidenced_by",
    "evidenced_at",
)

publications = union_all(
    select(
        *(channel_publication.c[name] for name in SHARED),
        null().cast(Uuid).label("rectification_id"),
        channel_publication.c.decision_id.label("subject_id"),
        literal_column("0", BigInteger).label("rectification_order"),
    ),
    select(
        *(channel_rectification.c[name] for name in SHARED),
        channel_rectification.c.rectification_id,
        channel_rectification.c.rectification_id.label("subject_id"),
        channel_rectification.c.number.label("rectification_order"),
    ),
).subquery("publication")
"""If a row is about the Decision itself, `rectification_id` is null and `subject_id` is the Decision's id; else both
are the id of the rectification. `rectification_order` orders the rectifications of one Decision."""

RECTIFICATION = (
    publications.c.rectification_id,
    rectification.c.kind.label("rectification_kind"),
    rectification.c.number.label("rectification_number"),
)
"""Columns for a statement with an outer join to `rectification`."""


def of_this_publication() -> ColumnElement[bool]:
    attempt = channel_attempt.c
    return and_(
        attempt.decision_id == publications.c.decision_id,
        attempt.channel == publications.c.channel,
        attempt.rectification_id.is_not_distinct_from(publications.c.rectification_id),
    )
