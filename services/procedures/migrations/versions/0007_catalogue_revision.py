"""A number that every transaction moves which changes what the catalogue answers, so that an answer may be remembered while it stands."""

from alembic import op

from common.migrations.log_0001 import split

revision = "0007"
down_revision = "0006"

REVISION = """
CREATE TABLE catalogue_revision (
    one boolean NOT NULL DEFAULT true,
    revision bigint NOT NULL,
    CONSTRAINT pk_catalogue_revision PRIMARY KEY (one),
    CONSTRAINT ck_catalogue_revision_one CHECK (one)
);
COMMENT ON TABLE catalogue_revision IS
    'moved by triggers whenever a period, or the name of an agency, a field or a Decision changes, whoever changes it';
INSERT INTO catalogue_revision (revision) VALUES (1);
"""

MOVE = """
CREATE FUNCTION move_catalogue_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE catalogue_revision SET revision = revision + 1;
    RETURN NULL;
END $$
"""

ON = {
    "period": "INSERT OR UPDATE OR DELETE OR TRUNCATE",
    "version": "UPDATE OR DELETE OR TRUNCATE",
    "agency": "UPDATE OR DELETE OR TRUNCATE",
    "field": "UPDATE OR DELETE OR TRUNCATE",
    "decision": "UPDATE OF number, issuing_body, signed_on, title",
}
"""What is inserted beside a period is named by nothing that was answered before."""


def upgrade() -> None:
    for statement in split(REVISION):
        op.execute(statement)
    op.execute(MOVE)
    for table, acts in ON.items():
        op.execute(
            f"CREATE TRIGGER {table}_moves_catalogue_revision AFTER {acts} ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION move_catalogue_revision()"
        )


def downgrade() -> None:
    for table in ON:
        op.execute(f"DROP TRIGGER {table}_moves_catalogue_revision ON {table}")
    op.execute("DROP FUNCTION move_catalogue_revision()")
    op.execute("DROP TABLE catalogue_revision")
