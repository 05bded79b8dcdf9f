"""Items that were annulled or corrected after they were published."""

from alembic import op

revision, down_revision = "0002", "0001"

STATEMENTS = (
    """
CREATE TABLE projected.annulled_item (
    decision_id text NOT NULL,
    item_number integer NOT NULL,
    effective_from date NOT NULL,
    instrument_id text NOT NULL,
    CONSTRAINT pk_annulled_item PRIMARY KEY (decision_id, item_number)
)""",
    "COMMENT ON COLUMN projected.annulled_item.effective_from IS 'the day from which the item counts no more'",
    """
CREATE TABLE projected.corrected_item (
    decision_id text NOT NULL,
    item_number integer NOT NULL,
    instrument_id text NOT NULL,
    CONSTRAINT pk_corrected_item PRIMARY KEY (decision_id, item_number, instrument_id)
)""",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
