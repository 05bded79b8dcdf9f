"""What is told to channels: Decisions, and what was done about them, in one list of rows."""

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
        channel_publication.c.decision_id.label("told_id"),
        literal_column("0", BigInteger).label("turn"),
    ),
    select(
        *(channel_rectification.c[name] for name in SHARED),
        channel_rectification.c.rectification_id,
        channel_rectification.c.rectification_id.label("told_id"),
        channel_rectification.c.number.label("turn"),
    ),
).subquery("told")
"""`rectification_id` is null and `told_id` the Decision's where it is about the Decision itself; `turn` is the order of acts
about one Decision."""

ACT = (
    publications.c.rectification_id,
    rectification.c.kind.label("act_kind"),
    rectification.c.number.label("act_number"),
)
"""For a statement that joins `rectification` from outside."""


def same_publication() -> ColumnElement[bool]:
    mine = channel_attempt.c
    return and_(
        mine.decision_id == publications.c.decision_id,
        mine.channel == publications.c.channel,
        mine.rectification_id.is_not_distinct_from(publications.c.rectification_id),
    )
