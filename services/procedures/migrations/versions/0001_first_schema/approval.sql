-- The approval workflow: the role holders, each step that was taken, and the signed files.

CREATE TABLE role_holder (
    id bigint GENERATED ALWAYS AS IDENTITY,
    role text NOT NULL,
    agency_code text NOT NULL,
    subject text,
    title text NOT NULL,
    valid_from date,
    valid_to date,
    legal_basis text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_role_holder PRIMARY KEY (id),
    CONSTRAINT ck_role_holder_role CHECK (role IN ('drafter', 'controller', 'signer', 'publisher')),
    CONSTRAINT ck_role_holder_validity CHECK (valid_from <= valid_to)
);
COMMENT ON TABLE role_holder IS 'for a role, agency, subject and first day, the latest row applies';
COMMENT ON COLUMN role_holder.agency_code IS 'the code of an agency or of an issuing body';
COMMENT ON COLUMN role_holder.subject IS 'the subject of the access token; null: anyone who acts for the agency';
COMMENT ON COLUMN role_holder.title IS 'chức vụ, tên cơ quan';
COMMENT ON COLUMN role_holder.valid_to IS
    'the first day on which the role is no longer held; equal to valid_from where the row was recorded by mistake';
CREATE INDEX ix_role_holder_agency_code ON role_holder (agency_code);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON role_holder
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE decision_step (
    decision_id uuid NOT NULL,
    revision integer NOT NULL,
    step text NOT NULL,
    taken_by text NOT NULL,
    agency_code text NOT NULL,
    role text NOT NULL,
    title text NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    legal_basis text NOT NULL,
    reason text,
    signed_file_sha256 text,
    CONSTRAINT pk_decision_step PRIMARY KEY (decision_id, revision),
    CONSTRAINT fk_decision_step_decision_id_decision FOREIGN KEY (decision_id) REFERENCES decision (id),
    CONSTRAINT ck_decision_step_reason CHECK (step <> 'return' OR reason IS NOT NULL)
);
COMMENT ON COLUMN decision_step.revision IS 'the revision of the Decision after the step';
COMMENT ON COLUMN decision_step.title IS 'as recorded for the role holder';
COMMENT ON COLUMN decision_step.legal_basis IS 'as recorded for the role holder';
COMMENT ON COLUMN decision_step.reason IS 'in the words of the person who took the step';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON decision_step
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE signed_file (
    sha256 text NOT NULL,
    content bytea NOT NULL,
    kept_by text NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_signed_file PRIMARY KEY (sha256),
    CONSTRAINT ck_signed_file_sha256 CHECK (sha256 = encode(sha256(content), 'hex'))
);
ALTER TABLE signed_file ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signed_file
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
