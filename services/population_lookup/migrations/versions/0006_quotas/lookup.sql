-- Look-ups are counted in the statement that claims their request ids. The counted rows are locked until the commit, so
-- that a quota is exact over all replicas.

CREATE TABLE quota (
    kind text NOT NULL,
    holder text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    per_day integer NOT NULL,
    source text NOT NULL,
    certainty text NOT NULL,
    CONSTRAINT pk_quota PRIMARY KEY (kind, holder, valid_from),
    CONSTRAINT ck_quota_kind CHECK (kind IN ('client', 'officer')),
    CONSTRAINT ck_quota_per_day CHECK (per_day >= 0)
);
COMMENT ON COLUMN quota.kind IS 'client: all look-ups of an account; officer: those of one officer of an agency';
COMMENT ON COLUMN quota.holder IS 'the account, or the agency of the officer; * where no row names it';
COMMENT ON COLUMN quota.certainty IS 'how reliable the source is: law, page, code, news, memory, own';

INSERT INTO quota (kind, holder, valid_from, per_day, source, certainty) VALUES
    ('client', '*', '2017-10-01', 1000000, 'no source states a number: ours', 'own'),
    ('officer', '*', '2017-10-01', 20000, 'no source states a number: ours', 'own');

CREATE TABLE lookup_count (
    day date NOT NULL,
    kind text NOT NULL,
    holder text NOT NULL,
    officer_id text NOT NULL,
    lookups bigint NOT NULL,
    CONSTRAINT pk_lookup_count PRIMARY KEY (day, kind, holder, officer_id)
);
COMMENT ON TABLE lookup_count IS 'the look-ups of a day that count towards a quota';
COMMENT ON COLUMN lookup_count.officer_id IS 'empty for a client';
