"""Internal processes are asked for by their procedure, and a Decision is annulled as a whole once."""

from alembic import op

revision = "0017"
down_revision = "0016"

STATEMENTS = (
    "CREATE INDEX ix_internal_process_procedure_code ON internal_process (procedure_code)",
    "CREATE UNIQUE INDEX uq_later_act_annulled_as_a_whole_once ON later_act (decision_id) WHERE whole",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
