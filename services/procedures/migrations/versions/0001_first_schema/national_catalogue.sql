-- Snapshots of the national catalogue, the outcome of each row, the changes between two snapshots, and the items of
-- Decisions that follow a record.

CREATE TABLE national_snapshot (
    id uuid NOT NULL,
    source text NOT NULL,
    day date NOT NULL,
    sha256 bytea NOT NULL,
    format text NOT NULL,
    complete boolean NOT NULL,
    size bigint NOT NULL,
    accepted integer NOT NULL,
    accepted_with_notes integer NOT NULL,
    refused integer NOT NULL,
    previous_id uuid,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_national_snapshot PRIMARY KEY (id),
    CONSTRAINT fk_national_snapshot_previous_id_national_snapshot FOREIGN KEY (previous_id)
        REFERENCES national_snapshot (id),
    CONSTRAINT uq_national_snapshot_source_day_sha256 UNIQUE (source, day, sha256)
);
COMMENT ON COLUMN national_snapshot.day IS 'the day that the file describes';
COMMENT ON COLUMN national_snapshot.sha256 IS 'SHA-256 of the file';
COMMENT ON COLUMN national_snapshot.complete IS
    'whether the file lists every record of the source, so that missing codes were removed';
COMMENT ON COLUMN national_snapshot.accepted IS 'rows accepted without a note';
COMMENT ON COLUMN national_snapshot.previous_id IS
    'the snapshot that changes are computed against; null: no changes are computed';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON national_snapshot
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE national_record (
    snapshot_id uuid NOT NULL,
    code text NOT NULL,
    number integer NOT NULL,
    name text NOT NULL,
    field_name text,
    ministry text,
    levels text[] NOT NULL,
    decision_number text,
    content json NOT NULL,
    digest bytea NOT NULL,
    CONSTRAINT pk_national_record PRIMARY KEY (snapshot_id, code),
    CONSTRAINT fk_national_record_snapshot_id_national_snapshot FOREIGN KEY (snapshot_id)
        REFERENCES national_snapshot (id)
        DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON COLUMN national_record.number IS 'the number of its row in the file';
COMMENT ON COLUMN national_record.decision_number IS 'the number of the ministry''s Decision, unchanged';
COMMENT ON COLUMN national_record.content IS 'the complete record; the columns before it are copies of its members';
COMMENT ON COLUMN national_record.digest IS 'SHA-256 of the content';
CREATE INDEX ix_national_record_code ON national_record (code);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON national_record
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE national_row (
    snapshot_id uuid NOT NULL,
    number integer NOT NULL,
    line integer NOT NULL,
    code text,
    name text,
    outcome text NOT NULL,
    rules text[] NOT NULL,
    notes json NOT NULL,
    CONSTRAINT pk_national_row PRIMARY KEY (snapshot_id, number),
    CONSTRAINT fk_national_row_snapshot_id_national_snapshot FOREIGN KEY (snapshot_id) REFERENCES national_snapshot (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_national_row_outcome CHECK (outcome IN ('accepted', 'accepted_with_notes', 'refused')),
    CONSTRAINT ck_national_row_rules CHECK ((outcome = 'accepted') = (cardinality(rules) = 0))
);
COMMENT ON COLUMN national_row.code IS 'the code as far as it could be read, also of a refused row';
COMMENT ON COLUMN national_row.name IS 'the name as far as it could be read, also of a refused row';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON national_row
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE national_change (
    id uuid NOT NULL,
    snapshot_id uuid NOT NULL,
    code text NOT NULL,
    kind text NOT NULL,
    parts text[] NOT NULL,
    CONSTRAINT pk_national_change PRIMARY KEY (id),
    CONSTRAINT fk_national_change_snapshot_id_national_snapshot FOREIGN KEY (snapshot_id)
        REFERENCES national_snapshot (id),
    CONSTRAINT uq_national_change_snapshot_id_code UNIQUE (snapshot_id, code),
    CONSTRAINT ck_national_change_kind CHECK (kind IN ('new', 'changed', 'removed')),
    CONSTRAINT ck_national_change_parts CHECK ((kind = 'changed') = (cardinality(parts) > 0))
);
COMMENT ON COLUMN national_change.parts IS 'the parts that differ; empty unless the kind is changed';
CREATE INDEX ix_national_change_code ON national_change (code);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON national_change
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE national_dismissal (
    change_id uuid NOT NULL,
    reason text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_national_dismissal PRIMARY KEY (change_id),
    CONSTRAINT fk_national_dismissal_change_id_national_change FOREIGN KEY (change_id) REFERENCES national_change (id)
);
COMMENT ON TABLE national_dismissal IS 'an officer''s statement that the province need not follow a change';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON national_dismissal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE item_national_record (
    decision_id uuid NOT NULL,
    item_number integer NOT NULL,
    snapshot_id uuid NOT NULL,
    code text NOT NULL,
    CONSTRAINT pk_item_national_record PRIMARY KEY (decision_id, item_number),
    CONSTRAINT fk_item_national_record_snapshot_id_national_snapshot FOREIGN KEY (snapshot_id)
        REFERENCES national_snapshot (id),
    CONSTRAINT fk_item_national_record_decision_id_item_number_decision_item FOREIGN KEY (decision_id, item_number)
        REFERENCES decision_item (decision_id, number)
);
COMMENT ON TABLE item_national_record IS 'the record of the national catalogue that an item of a Decision follows';
CREATE INDEX ix_item_national_record_code ON item_national_record (code);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON item_national_record
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
