-- Records that are counted: their versions, and what another person decided about each. None of it ever changes.

CREATE TABLE record_version (
    kind text NOT NULL,
    code text NOT NULL,
    number integer NOT NULL,
    name text NOT NULL,
    agency_code text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    source_document text,
    attributes jsonb NOT NULL,
    entered_by text NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_record_version PRIMARY KEY (kind, code, number),
    CONSTRAINT ck_record_version_kind CHECK
        (kind IN ('data_service', 'shared_database', 'working_group', 'task', 'video_point')),
    CONSTRAINT ck_record_version_validity CHECK (valid_from < valid_to)
);
COMMENT ON TABLE record_version IS
    'of a day applies the approved version with the highest number that begins on it or before';
COMMENT ON COLUMN record_version.valid_to IS 'the first day on which it no longer counts';
COMMENT ON COLUMN record_version.attributes IS 'what is stated of a record of its kind';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON record_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE record_approval (
    kind text NOT NULL,
    code text NOT NULL,
    number integer NOT NULL,
    outcome text NOT NULL,
    ground text NOT NULL,
    decided_by text NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_record_approval PRIMARY KEY (kind, code, number),
    CONSTRAINT fk_record_approval_kind_code_number_record_version FOREIGN KEY (kind, code, number)
        REFERENCES record_version (kind, code, number),
    CONSTRAINT ck_record_approval_outcome CHECK (outcome IN ('approved', 'sent_back'))
);
COMMENT ON TABLE record_approval IS 'what another person decided about a version; without a row it is submitted';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON record_approval
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
