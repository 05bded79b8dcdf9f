-- Reports as they were at one moment. They only grow in number.

CREATE TABLE kept_report (
    id uuid NOT NULL,
    kind text NOT NULL,
    period text NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    lines jsonb NOT NULL,
    errors text[] NOT NULL,
    positions jsonb NOT NULL,
    wording text NOT NULL,
    reason text,
    kept_by text NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_kept_report PRIMARY KEY (id),
    CONSTRAINT ck_kept_report_kind CHECK (kind IN ('annual', 'dossiers')),
    CONSTRAINT ck_kept_report_days CHECK (first_day <= last_day),
    CONSTRAINT ck_kept_report_reason CHECK (reason IS NOT NULL OR errors = '{}')
);
COMMENT ON TABLE kept_report IS 'reports as they were when they were kept; nothing changes them';
COMMENT ON COLUMN kept_report.lines IS 'the numbers, each with its section, group, key and names';
COMMENT ON COLUMN kept_report.errors IS 'what did not add up';
COMMENT ON COLUMN kept_report.positions IS 'the last events that were counted, with their hashes';
COMMENT ON COLUMN kept_report.wording IS 'identifies the names and definitions of the figures';
COMMENT ON COLUMN kept_report.reason IS 'why it was kept although something did not add up';
CREATE INDEX ix_kept_report_kept_at_id ON kept_report (kept_at, id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON kept_report
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
