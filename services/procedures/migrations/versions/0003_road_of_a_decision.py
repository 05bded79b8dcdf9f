"""The road of a Decision: review, consent, signature; who holds which part, each step that was taken, and the signed files."""

from alembic import op

from common.migrations.log_0001 import split

revision = "0003"
down_revision = "0002"

DECISIONS = """
ALTER TABLE decision ALTER COLUMN number DROP NOT NULL,
    ADD COLUMN approved boolean NOT NULL DEFAULT false,
    ADD COLUMN signed_file_sha256 text,
    ADD COLUMN signer text,
    ADD COLUMN revises uuid,
    DROP CONSTRAINT ck_decision_status,
    ADD CONSTRAINT ck_decision_status CHECK (status IN ('draft', 'review', 'signed', 'published', 'discarded')),
    ADD CONSTRAINT ck_decision_number CHECK (status NOT IN ('signed', 'published') OR number IS NOT NULL),
    ADD CONSTRAINT ck_decision_signed CHECK (status <> 'signed' OR signed_file_sha256 IS NOT NULL),
    ADD CONSTRAINT ck_decision_signed_file_sha256 CHECK (signed_file_sha256 ~ '^[0-9a-f]{64}$'),
    ADD CONSTRAINT fk_decision_revises_decision FOREIGN KEY (revises) REFERENCES decision (id);
COMMENT ON COLUMN decision.number IS 'none until one is given, at the latest when it is signed';
COMMENT ON COLUMN decision.approved IS 'by the body that controls procedures';
COMMENT ON COLUMN decision.signed_file_sha256 IS 'in hexadecimal digits; of a back-entered Decision as stated';
COMMENT ON COLUMN decision.signer IS 'chức vụ of who signed';
COMMENT ON COLUMN decision.revises IS 'the draft in whose place it came';
"""

ROAD = """
CREATE TABLE role_holder (
    id bigint GENERATED ALWAYS AS IDENTITY,
    role text NOT NULL,
    agency_code text NOT NULL,
    subject text,
    title text NOT NULL,
    valid_from date,
    valid_to date,
    ground text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_role_holder PRIMARY KEY (id),
    CONSTRAINT ck_role_holder_role CHECK (role IN ('drafter', 'controller', 'signer', 'publisher')),
    CONSTRAINT ck_role_holder_validity CHECK (valid_from <= valid_to)
);
COMMENT ON TABLE role_holder IS 'of one role, agency, subject and first day the last row holds';
COMMENT ON COLUMN role_holder.agency_code IS 'an agency, or an issuing body';
COMMENT ON COLUMN role_holder.subject IS 'of the token; none: whoever acts for the agency';
COMMENT ON COLUMN role_holder.title IS 'chức vụ, tên cơ quan';
COMMENT ON COLUMN role_holder.valid_to IS 'the first day on which it is no longer held; valid_from: recorded by mistake';
CREATE INDEX ix_role_holder_agency_code ON role_holder (agency_code);
CREATE TABLE decision_step (
    decision_id uuid NOT NULL,
    revision integer NOT NULL,
    step text NOT NULL,
    taken_by text NOT NULL,
    agency_code text NOT NULL,
    role text NOT NULL,
    title text NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    ground text NOT NULL,
    reason text,
    signed_file_sha256 text,
    CONSTRAINT pk_decision_step PRIMARY KEY (decision_id, revision),
    CONSTRAINT fk_decision_step_decision_id_decision FOREIGN KEY (decision_id) REFERENCES decision (id),
    CONSTRAINT ck_decision_step_reason CHECK (step <> 'return' OR reason IS NOT NULL)
);
COMMENT ON COLUMN decision_step.revision IS 'of the Decision, after the step';
COMMENT ON COLUMN decision_step.title IS 'of the role, as it was recorded';
COMMENT ON COLUMN decision_step.ground IS 'of the role, as it was recorded';
COMMENT ON COLUMN decision_step.reason IS 'in the words of who took it';
CREATE TABLE signed_file (
    sha256 text NOT NULL,
    content bytea NOT NULL,
    kept_by text NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_signed_file PRIMARY KEY (sha256)
);
ALTER TABLE signed_file ALTER COLUMN content SET STORAGE EXTERNAL;
INSERT INTO decision_step (decision_id, revision, step, taken_by, agency_code, role, title, taken_at, ground)
SELECT id, 1, 'draft', created_by, agency_code, 'drafter', 'cán bộ', created_at, 'before steps were recorded' FROM decision
UNION ALL SELECT id, 2, 'publish', published_by, agency_code, 'publisher', 'cán bộ', recorded_at, 'before steps were recorded'
FROM decision WHERE status = 'published'
UNION ALL SELECT id, 2, 'discard', discarded_by, agency_code, 'drafter', 'cán bộ', discarded_at, 'before steps were recorded'
FROM decision WHERE status = 'discarded';
"""

GUARDS = (
    "DROP TRIGGER leave_draft_once ON decision",
    "DROP FUNCTION leave_draft_once()",
    """
CREATE FUNCTION keep_to_the_road() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.revision = OLD.revision + 1
        AND (OLD.status, NEW.status) IN (('draft', 'review'), ('draft', 'discarded'), ('review', 'review'), ('review', 'draft'),
            ('review', 'signed'), ('signed', 'draft'), ('signed', 'discarded'), ('signed', 'published'))
        AND (NEW.id, NEW.issuing_body, NEW.agency_code, NEW.title, NEW.topics, NEW.back_entry, NEW.created_by, NEW.created_at)
          = (OLD.id, OLD.issuing_body, OLD.agency_code, OLD.title, OLD.topics, OLD.back_entry, OLD.created_by, OLD.created_at)
        AND NEW.revises IS NOT DISTINCT FROM OLD.revises
        AND ((OLD.status, NEW.status) = ('review', 'signed')
          OR (NEW.number, NEW.signed_on, NEW.late) IS NOT DISTINCT FROM (OLD.number, OLD.signed_on, OLD.late))
        AND ((OLD.status, NEW.status) IN (('review', 'signed'), ('signed', 'draft'))
          OR (NEW.signed_file_sha256, NEW.signer) IS NOT DISTINCT FROM (OLD.signed_file_sha256, OLD.signer)) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a Decision changes in one way: along its road, step by step' USING ERRCODE = 'restrict_violation';
END $$
""",
    """
CREATE TRIGGER keep_to_the_road BEFORE UPDATE ON decision FOR EACH ROW EXECUTE FUNCTION keep_to_the_road()
""",
)

WRITTEN_ONCE = ("role_holder", "decision_step", "signed_file")


def upgrade() -> None:
    for statement in (*split(DECISIONS), *split(ROAD), *GUARDS):
        op.execute(statement)
    for table in WRITTEN_ONCE:
        guard(table, "append_only", "UPDATE OR DELETE OR TRUNCATE")


def guard(table: str, name: str, acts: str) -> None:
    op.execute(f"CREATE TRIGGER {name} BEFORE {acts} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()")
