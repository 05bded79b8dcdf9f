"""Decisions that were annulled as a whole, with the processes that they approved: also of what was heard before this was kept."""

from alembic import op

revision, down_revision = "0006", "0005"

STATEMENTS = (
    """
CREATE TABLE projected.annulled_decision (
    decision_id text NOT NULL,
    effective_from date NOT NULL,
    instrument_id text NOT NULL,
    CONSTRAINT pk_annulled_decision PRIMARY KEY (decision_id)
)""",
    "COMMENT ON COLUMN projected.annulled_decision.effective_from IS 'the day from which its processes stand no more'",
    """
INSERT INTO projected.annulled_decision
SELECT told->>'decision_id', (told->>'effective_from')::date, told->'instrument'->>'id'
FROM applied_event, LATERAL CAST(convert_from(payload, 'UTF8') AS jsonb) told
WHERE source = 'procedures' AND type = 'decision.annulled.v1' AND (told->>'whole')::boolean
""",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
