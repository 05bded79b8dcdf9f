-- The log of all look-ups, linked by hashes.

CREATE TABLE access_log (
    sequence bigint NOT NULL,
    lookup_id uuid NOT NULL,
    personal_id text,
    at timestamp with time zone NOT NULL,
    content bytea NOT NULL,
    prevhash bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT pk_access_log PRIMARY KEY (sequence),
    CONSTRAINT uq_access_log_lookup_id UNIQUE (lookup_id)
);
COMMENT ON TABLE access_log IS 'append-only; NĐ 47/2020, Article 45';
COMMENT ON COLUMN access_log.personal_id IS 'the citizen whose record the access concerns';
COMMENT ON COLUMN access_log.content IS 'JSON, the exact bytes that are hashed';
CREATE INDEX ix_access_log_personal_id_sequence ON access_log (personal_id, sequence);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE access_log_tail (
    single boolean NOT NULL,
    sequence bigint NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT pk_access_log_tail PRIMARY KEY (single),
    CONSTRAINT ck_access_log_tail_one_row CHECK (single)
);
COMMENT ON TABLE access_log_tail IS 'sequence and hash of the last line; its row lock serialises writers';
INSERT INTO access_log_tail VALUES (true, 0, decode(repeat('00', 32), 'hex'));

CREATE TABLE withheld_access (
    lookup_id uuid NOT NULL,
    withheld_until date NOT NULL,
    ground text NOT NULL,
    CONSTRAINT pk_withheld_access PRIMARY KEY (lookup_id)
);
COMMENT ON TABLE withheld_access IS
    'accesses that the citizen does not see yet; each change of it is a line of the access log';
COMMENT ON COLUMN withheld_access.withheld_until IS 'from this day on the citizen sees the access';
