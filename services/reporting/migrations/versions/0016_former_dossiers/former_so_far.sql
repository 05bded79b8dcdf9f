-- What was applied before this migration, from the kept events: without those that an operator skipped. Of each event
-- the state of its dossier before and after it is compared, in the numbers of the days before it was recorded.

CREATE TEMPORARY TABLE kept_dossier ON COMMIT DROP AS
SELECT shard, sequence, payload ->> 'dossier_id' AS dossier_id,
    (moment AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS recorded_on,
    payload ->> 'number' AS number, payload ->> 'procedure_code' AS procedure_code,
    payload ->> 'deciding_agency' AS deciding_agency, payload ->> 'channel' AS channel,
    (CAST(payload ->> 'filed_at' AS timestamptz) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS filed_on,
    (CAST(payload ->> 'received_at' AS timestamptz) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS received_on,
    CAST(payload ->> 'papers' AS integer) AS papers, CAST(payload ->> 'digitised' AS integer) AS digitised,
    CAST(payload ->> 'reused' AS integer) AS reused,
    coalesce(payload ->> 'settled_by' = 'treasury', false) AS paid_online,
    CASE type WHEN 'dossier.finished.v1' THEN 'done' WHEN 'dossier.stopped.v1' THEN 'stopped'
        WHEN 'dossier.withdrawn.v1' THEN 'withdrawn' WHEN 'dossier.declined.v1' THEN 'declined' END AS outcome,
    (CAST(payload ->> 'occurred_at' AS timestamptz) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS occurred_on,
    CAST(payload ->> 'due_on' AS date) AS due_on,
    coalesce(CAST(payload ->> 'occurred_at' AS timestamptz) > CAST(payload ->> 'due_at' AS timestamptz), false)
        AS overdue
FROM (
    SELECT e.shard, e.sequence, e.type, CAST(e.time AS timestamptz) AS moment,
        CAST(convert_from(e.payload, 'UTF8') AS jsonb) AS payload
    FROM applied_event e
    WHERE e.source = 'online_services' AND e.type LIKE 'dossier.%'
        AND NOT EXISTS (
            SELECT FROM dead_letter d
            WHERE (d.source, d.shard, d.sequence) = (e.source, e.shard, e.sequence) AND d.skipped_at IS NOT NULL
        )
) AS kept
WHERE payload ->> 'parent_id' IS NULL;

CREATE TEMPORARY TABLE dossier_state ON COMMIT DROP AS
SELECT dossier_id, row_number() OVER until_then AS place, recorded_on, number, procedure_code, deciding_agency, channel,
    filed_on, received_on, papers, digitised, reused, bool_or(paid_online) OVER until_then AS paid_online,
    CASE WHEN ends > 0 THEN first_value(outcome) OVER since_end END AS outcome,
    CASE WHEN ends > 0 THEN first_value(occurred_on) OVER since_end END AS ended_on,
    CASE WHEN ends > 0 THEN first_value(timeliness) OVER since_end END AS timeliness
FROM (
    SELECT *, count(outcome) OVER (PARTITION BY dossier_id ORDER BY shard, sequence) AS ends,
        CASE WHEN outcome <> 'done' THEN NULL WHEN due_on IS NULL THEN 'without_appointment'
            WHEN occurred_on > due_on OR overdue THEN 'late' WHEN occurred_on < due_on THEN 'early'
            ELSE 'on_time' END AS timeliness
    FROM kept_dossier
) AS numbered
WINDOW until_then AS (PARTITION BY dossier_id ORDER BY shard, sequence),
    since_end AS (PARTITION BY dossier_id, ends ORDER BY shard, sequence);

-- Before its first event nothing was known of a dossier.
INSERT INTO dossier_state (dossier_id, place, recorded_on, procedure_code, deciding_agency, channel, filed_on, papers,
    digitised, reused, paid_online)
SELECT dossier_id, 0, recorded_on, procedure_code, deciding_agency, channel, filed_on, 0, 0, 0, false
FROM dossier_state WHERE place = 1;

CREATE INDEX ON dossier_state (dossier_id, place);
ANALYZE dossier_state;

INSERT INTO projected.former_dossier (dossier_id, recorded_on, number, procedure_code, deciding_agency, channel,
    filed_on, received_on, ended_on, outcome, timeliness, papers, digitised, reused, paid_online)
SELECT DISTINCT ON (dossier_id, day) dossier_id, day, b.number, b.procedure_code, b.deciding_agency, b.channel,
    b.filed_on, b.received_on, b.ended_on, b.outcome, b.timeliness, b.papers, b.digitised, b.reused, b.paid_online
FROM (
    SELECT dossier_id, place - 1 AS place_before, recorded_on AS day, received_on, ended_on, outcome, timeliness,
        papers, digitised, reused, paid_online, deciding_agency, procedure_code, channel
    FROM dossier_state WHERE place > 0
) AS s JOIN dossier_state b USING (dossier_id)
WHERE b.place = s.place_before AND ROW(
        CASE WHEN s.received_on < day
            THEN ROW(s.received_on, s.papers > 0 AND s.digitised = s.papers, s.reused > 0, s.paid_online)::text END,
        CASE WHEN s.ended_on < day AND (s.received_on IS NOT NULL OR s.outcome IN ('declined', 'withdrawn'))
            THEN ROW(s.ended_on, s.received_on IS NULL, s.outcome, s.timeliness)::text END,
        CASE WHEN greatest(s.received_on, s.ended_on) < day AND s.received_on IS NOT NULL AND s.ended_on IS NOT NULL
            THEN 'closed' END,
        CASE WHEN s.received_on < day
            OR s.ended_on < day AND (s.received_on IS NOT NULL OR s.outcome IN ('declined', 'withdrawn'))
            THEN ROW(s.deciding_agency, s.procedure_code, s.channel)::text END
    ) IS DISTINCT FROM ROW(
        CASE WHEN b.received_on < day
            THEN ROW(b.received_on, b.papers > 0 AND b.digitised = b.papers, b.reused > 0, b.paid_online)::text END,
        CASE WHEN b.ended_on < day AND (b.received_on IS NOT NULL OR b.outcome IN ('declined', 'withdrawn'))
            THEN ROW(b.ended_on, b.received_on IS NULL, b.outcome, b.timeliness)::text END,
        CASE WHEN greatest(b.received_on, b.ended_on) < day AND b.received_on IS NOT NULL AND b.ended_on IS NOT NULL
            THEN 'closed' END,
        CASE WHEN b.received_on < day
            OR b.ended_on < day AND (b.received_on IS NOT NULL OR b.outcome IN ('declined', 'withdrawn'))
            THEN ROW(b.deciding_agency, b.procedure_code, b.channel)::text END
    )
ORDER BY dossier_id, day, b.place;

DROP TABLE dossier_state;
DROP TABLE kept_dossier;
