"""Internal processes are asked for by their procedure, a Decision is annulled as a whole once, a signed file has the hash under which it is kept."""

from alembic import op

revision = "0017"
down_revision = "0016"

STATEMENTS = (
    "CREATE INDEX ix_internal_process_procedure_code ON internal_process (procedure_code)",
    "CREATE UNIQUE INDEX uq_later_act_annulled_as_a_whole_once ON later_act (decision_id) WHERE whole",
    "ALTER TABLE signed_file ADD CONSTRAINT ck_signed_file_sha256 CHECK (sha256 = encode(sha256(content), 'hex')) NOT VALID",
    "ALTER TABLE signed_file VALIDATE CONSTRAINT ck_signed_file_sha256",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
