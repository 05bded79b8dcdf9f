"""The levels that a Decision changed, so that they can be put back when it is annulled; and the reason that the instrument gives."""

from alembic import op

from common.migrations.log_0001 import split

revision = "0002"
down_revision = "0001"

STATEMENTS = """
CREATE TABLE level_before (
    service_id uuid NOT NULL,
    decision_id text NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    level text NOT NULL,
    reason_code text,
    reason_legal_basis text,
    decision jsonb,
    CONSTRAINT pk_level_before PRIMARY KEY (service_id, decision_id, effective_from),
    CONSTRAINT fk_level_before_service_id_online_service FOREIGN KEY (service_id) REFERENCES online_service (id)
);
COMMENT ON TABLE level_before IS
    'the levels as they were before a Decision changed them, so that they can be put back when it is annulled';
COMMENT ON COLUMN level_before.decision_id IS 'the Decision that changed these levels';
COMMENT ON COLUMN level_before.decision IS 'the Decision on which this level rested, where one did';
ALTER TABLE service_history ADD COLUMN reason text;
COMMENT ON COLUMN service_history.reason IS 'what the instrument says that annulled or corrected a Decision';
COMMENT ON COLUMN service_history.what IS 'registered, level_changed, review_requested, reviewed, withdrawn, restored';
"""


def upgrade() -> None:
    for statement in split(STATEMENTS):
        op.execute(statement)
