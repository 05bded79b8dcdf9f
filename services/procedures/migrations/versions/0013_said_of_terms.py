"""What officers say of the search's terms: rows are only added, and what holds is kept beside them."""

from alembic import op

from common.migrations.log_0001 import split

revision = "0013"
down_revision = "0010"

SAID = """
CREATE TABLE search_term_said (
    id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    term text NOT NULL,
    meaning text,
    withdrawn boolean NOT NULL,
    reason text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_search_term_said PRIMARY KEY (id)
);
COMMENT ON TABLE search_term_said IS 'of one term the last row holds; a term without a row came with the service';
CREATE INDEX ix_search_term_said_term ON search_term_said (term);
"""
KEEP = """
CREATE FUNCTION keep_search_term() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.withdrawn THEN
        DELETE FROM search_term WHERE term = NEW.term;
    ELSE
        INSERT INTO search_term (term, meaning, words) VALUES (NEW.term, NEW.meaning, search_words(NEW.term))
        ON CONFLICT (term) DO UPDATE SET meaning = excluded.meaning;
    END IF;
    RETURN NULL;
END $$
"""


def upgrade() -> None:
    for statement in split(SAID):
        op.execute(statement)
    op.execute(KEEP)
    op.execute(
        "CREATE TRIGGER keeps_search_term AFTER INSERT ON search_term_said FOR EACH ROW EXECUTE FUNCTION keep_search_term()"
    )
