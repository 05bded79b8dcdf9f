-- The log of every look-up, a chain of hashes.

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
COMMENT ON TABLE access_log IS 'append-only; Đ.45 NĐ 47/2020';
COMMENT ON COLUMN access_log.personal_id IS 'whose record it concerns';
COMMENT ON COLUMN access_log.content IS 'JSON, the exact bytes that were hashed';
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
COMMENT ON TABLE access_log_tail IS 'the last line; its row lock gives the next number';
INSERT INTO access_log_tail VALUES (true, 0, decode(repeat('00', 32), 'hex'));
