-- Snapshots of the national catalogue, the outcome of each row, what changed between two, and which items of Decisions
-- follow it.

CREATE TABLE national_snapshot (
    id uuid NOT NULL,
    source text NOT NULL,
    day date NOT NULL,
    sha256 bytea NOT NULL,
    shape text NOT NULL,
    whole boolean NOT NULL,
    size bigint NOT NULL,
    taken integer NOT NULL,
    noted integer NOT NULL,
    refused integer NOT NULL,
    previous_id uuid,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_national_snapshot PRIMARY KEY (id),
    CONSTRAINT fk_national_snapshot_previous_id_national_snapshot FOREIGN KEY (previous_id)
        REFERENCES national_snapshot (id),
    CONSTRAINT uq_national_snapshot_source_day_sha256 UNIQUE (source, day, sha256)
);
COMMENT ON COLUMN national_snapshot.day IS 'on which the source said so';
COMMENT ON COLUMN national_snapshot.sha256 IS 'of the file';
COMMENT ON COLUMN national_snapshot.whole IS 'it lists all that the source has: what it lacks is gone';
COMMENT ON COLUMN national_snapshot.taken IS 'without a note';
COMMENT ON COLUMN national_snapshot.previous_id IS 'that its changes are told against; none: it tells none';
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
COMMENT ON COLUMN national_record.number IS 'of its row';
COMMENT ON COLUMN national_record.decision_number IS 'the ministry''s, raw';
COMMENT ON COLUMN national_record.content IS 'the whole record; the columns before it are drawn from it';
COMMENT ON COLUMN national_record.digest IS 'SHA-256 of the content';
CREATE INDEX ix_national_record_code ON national_record (code);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON national_record
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE national_row (
    snapshot_id uuid NOT NULL,
    number integer NOT NULL,
    line integer NOT NULL,
    code text,
    outcome text NOT NULL,
    rules text[] NOT NULL,
    notes json NOT NULL,
    CONSTRAINT pk_national_row PRIMARY KEY (snapshot_id, number),
    CONSTRAINT fk_national_row_snapshot_id_national_snapshot FOREIGN KEY (snapshot_id) REFERENCES national_snapshot (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_national_row_outcome CHECK (outcome IN ('taken', 'noted', 'refused')),
    CONSTRAINT ck_national_row_rules CHECK ((outcome = 'taken') = (cardinality(rules) = 0))
);
COMMENT ON COLUMN national_row.code IS 'as well as it could be read, also of a refused row';
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
    CONSTRAINT ck_national_change_kind CHECK (kind IN ('new', 'changed', 'gone')),
    CONSTRAINT ck_national_change_parts CHECK ((kind = 'changed') = (cardinality(parts) > 0))
);
COMMENT ON COLUMN national_change.parts IS 'that differ; empty but for a changed code';
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
COMMENT ON TABLE national_dismissal IS 'that the province need not follow a change';
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
