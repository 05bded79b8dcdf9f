"""The table of idempotent answers, as it was first made. Frozen: a later change is a new step."""

from common.migrations.steps import Executes

STATEMENT = """
CREATE TABLE idempotent_answer (
    actor text NOT NULL,
    key text NOT NULL,
    request bytea NOT NULL,
    status integer NOT NULL,
    headers jsonb NOT NULL,
    body bytea NOT NULL,
    answered_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT pk_idempotent_answer PRIMARY KEY (actor, key)
)
"""


def upgrade(op: Executes) -> None:
    op.execute(STATEMENT)
    op.execute("COMMENT ON COLUMN idempotent_answer.request IS 'SHA-256 over method, path, query and body'")
