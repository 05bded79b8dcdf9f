-- The access log is partitioned by the months of Vietnam. The table that there is becomes the partition of this month
-- and all before it: it is read once, to prove that, and none of its lines or indexes is written anew. Code that was
-- written before names the same table with the same columns.
--
-- A partition has the keys: a key of the whole table would have to contain the month. That a number occurs once is held
-- by the row lock of access_log_tail, and shown by the chain.

CREATE SCHEMA access_log_months;
COMMENT ON SCHEMA access_log_months IS 'the partitions of access_log, which no role but the owner reaches directly';

ALTER TABLE access_log SET SCHEMA access_log_months;
ALTER INDEX access_log_months.ix_access_log_at SET (autosummarize = on);

CREATE TABLE access_log (
    sequence bigint NOT NULL,
    lookup_id uuid NOT NULL,
    personal_id text,
    at timestamp with time zone NOT NULL,
    content bytea NOT NULL,
    prevhash bytea NOT NULL,
    hash bytea NOT NULL
) PARTITION BY RANGE (at);
COMMENT ON TABLE access_log IS 'append-only; NĐ 47/2020, Article 45';
COMMENT ON COLUMN access_log.personal_id IS 'the citizen whose record the access concerns';
COMMENT ON COLUMN access_log.content IS 'JSON, the exact bytes that are hashed';

-- Triggers of statements fire for the table that the statement names: so the partitions have their own.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

DO $$
DECLARE
    last_month date := date_trunc('month', greatest(now(), max(at)) AT TIME ZONE 'Asia/Ho_Chi_Minh')
        FROM access_log_months.access_log;
    name text := to_char(last_month, '"access_log_"YYYY_MM');
BEGIN
    EXECUTE format('ALTER TABLE access_log_months.access_log RENAME TO %I', name);
    EXECUTE format(
        'ALTER TABLE access_log ATTACH PARTITION access_log_months.%I FOR VALUES FROM (MINVALUE) TO (%L)',
        name, (last_month + interval '1 month') AT TIME ZONE 'Asia/Ho_Chi_Minh'
    );
END $$;

CREATE INDEX ix_access_log_personal_id_sequence ON access_log (personal_id, sequence);
CREATE INDEX ix_access_log_at ON access_log USING brin (at) WITH (pages_per_range = 16, autosummarize = on);

-- Lines of a month whose partition nobody made in time: an insert never fails for want of one.
CREATE TABLE access_log_months.access_log_other PARTITION OF access_log (
    CONSTRAINT pk_access_log_other PRIMARY KEY (sequence),
    CONSTRAINT uq_access_log_other_lookup_id UNIQUE (lookup_id)
) DEFAULT;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log_months.access_log_other
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Only the owner creates tables, so this runs with the owner's rights. It takes no argument and does nothing else.
CREATE FUNCTION extend_access_log() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp SET lock_timeout = '2s' AS
$$
DECLARE
    month date;
    begin_at timestamp with time zone;
    end_at timestamp with time zone;
    name text;
    made integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('access_log_months'));
    FOR ahead IN 0..3 LOOP
        month := date_trunc('month', now() AT TIME ZONE 'Asia/Ho_Chi_Minh') + make_interval(months => ahead);
        begin_at := month AT TIME ZONE 'Asia/Ho_Chi_Minh';
        end_at := (month + interval '1 month') AT TIME ZONE 'Asia/Ho_Chi_Minh';
        name := to_char(month, '"access_log_"YYYY_MM');
        CONTINUE WHEN name <= (
            SELECT max(c.relname::text COLLATE "C") FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = 'public.access_log'::regclass AND c.relname ~ '^access_log_[0-9]{4}_[0-9]{2}$'
        );
        CONTINUE WHEN EXISTS (
            SELECT FROM access_log_months.access_log_other o WHERE o.at >= begin_at AND o.at < end_at
        );
        EXECUTE format(
            'CREATE TABLE access_log_months.%I (LIKE public.access_log INCLUDING COMMENTS,'
            ' CONSTRAINT %I PRIMARY KEY (sequence), CONSTRAINT %I UNIQUE (lookup_id))',
            name, 'pk_' || name, 'uq_' || name || '_lookup_id'
        );
        EXECUTE format(
            'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log_months.%I'
            ' FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change()', name
        );
        EXECUTE format(
            'ALTER TABLE public.access_log ATTACH PARTITION access_log_months.%I FOR VALUES FROM (%L) TO (%L)',
            name, begin_at, end_at
        );
        made := made + 1;
    END LOOP;
    RETURN made;
END
$$;
COMMENT ON FUNCTION extend_access_log() IS
    'makes the missing partitions of this month and the next three; returns how many';
SELECT extend_access_log();
