-- What was applied before this migration, from the kept events: without those that an operator skipped. Every state
-- that a dossier had has its cells, as when events are applied; only the last one is counted.

CREATE TEMPORARY TABLE kept_dossier ON COMMIT DROP AS
SELECT shard, sequence, payload ->> 'dossier_id' AS dossier_id,
    payload ->> 'deciding_agency' AS agency_code,
    payload ->> 'procedure_code' AS procedure_code,
    payload ->> 'channel' AS channel,
    (CAST(payload ->> 'received_at' AS timestamptz) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS received_on,
    (payload ->> 'papers')::int > 0 AND payload ->> 'papers' = payload ->> 'digitised' AS digitised,
    (payload ->> 'reused')::int > 0 AS reused,
    coalesce(payload ->> 'settled_by' = 'treasury', false) AS paid_online,
    CASE type WHEN 'dossier.finished.v1' THEN 'done' WHEN 'dossier.stopped.v1' THEN 'stopped'
        WHEN 'dossier.withdrawn.v1' THEN 'withdrawn' WHEN 'dossier.declined.v1' THEN 'declined' END AS outcome,
    (CAST(payload ->> 'occurred_at' AS timestamptz) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS occurred_on,
    CAST(payload ->> 'due_on' AS date) AS due_on,
    coalesce(CAST(payload ->> 'occurred_at' AS timestamptz) > CAST(payload ->> 'due_at' AS timestamptz), false)
        AS overdue
FROM (
    SELECT e.shard, e.sequence, e.type, CAST(convert_from(e.payload, 'UTF8') AS jsonb) AS payload
    FROM applied_event e
    WHERE e.source = 'online_services' AND e.type LIKE 'dossier.%'
        AND NOT EXISTS (
            SELECT FROM dead_letter d
            WHERE (d.source, d.shard, d.sequence) = (e.source, e.shard, e.sequence) AND d.skipped_at IS NOT NULL
        )
) AS kept
WHERE payload ->> 'parent_id' IS NULL;

CREATE TEMPORARY TABLE dossier_state ON COMMIT DROP AS
SELECT agency_code, procedure_code, channel, received_on, digitised, reused,
    bool_or(paid_online) OVER until_then AS paid_online,
    CASE WHEN ends > 0 THEN first_value(outcome) OVER since_end END AS outcome,
    CASE WHEN ends > 0 THEN first_value(occurred_on) OVER since_end END AS ended_on,
    CASE WHEN ends > 0 THEN first_value(timeliness) OVER since_end END AS timeliness,
    (lead(1) OVER until_then IS NULL)::int AS counted
FROM (
    SELECT *, count(outcome) OVER (PARTITION BY dossier_id ORDER BY shard, sequence) AS ends,
        CASE WHEN outcome <> 'done' THEN NULL WHEN due_on IS NULL THEN 'without_appointment'
            WHEN occurred_on > due_on OR overdue THEN 'late' WHEN occurred_on < due_on THEN 'early'
            ELSE 'on_time' END AS timeliness
    FROM kept_dossier
) AS numbered
WINDOW until_then AS (PARTITION BY dossier_id ORDER BY shard, sequence),
    since_end AS (PARTITION BY dossier_id, ends ORDER BY shard, sequence);

INSERT INTO projected.dossier_count (day, agency_code, procedure_code, channel,
    received, digitised, reused, paid_online, done, early, on_time, late, without_appointment, stopped, withdrawn,
    declined, withdrawn_unreceived, closed)
SELECT day, agency_code, procedure_code, channel, sum(received), sum(digitised), sum(reused), sum(paid_online),
    sum(done), sum(early), sum(on_time), sum(late), sum(without_appointment), sum(stopped), sum(withdrawn),
    sum(declined), sum(withdrawn_unreceived), sum(closed)
FROM (
    SELECT received_on AS day, agency_code, procedure_code, channel,
        counted AS received, counted * digitised::int AS digitised, counted * reused::int AS reused,
        counted * paid_online::int AS paid_online,
        0 AS done, 0 AS early, 0 AS on_time, 0 AS late, 0 AS without_appointment, 0 AS stopped, 0 AS withdrawn,
        0 AS declined, 0 AS withdrawn_unreceived, 0 AS closed
    FROM dossier_state WHERE received_on IS NOT NULL
    UNION ALL
    SELECT ended_on, agency_code, procedure_code, channel, 0, 0, 0, 0,
        counted * (outcome = 'done')::int, counted * coalesce(timeliness = 'early', false)::int,
        counted * coalesce(timeliness = 'on_time', false)::int, counted * coalesce(timeliness = 'late', false)::int,
        counted * coalesce(timeliness = 'without_appointment', false)::int, counted * (outcome = 'stopped')::int,
        counted * (outcome = 'withdrawn' AND received_on IS NOT NULL)::int, counted * (outcome = 'declined')::int,
        counted * (outcome = 'withdrawn' AND received_on IS NULL)::int, 0
    FROM dossier_state
    WHERE ended_on IS NOT NULL AND (received_on IS NOT NULL OR outcome IN ('declined', 'withdrawn'))
    UNION ALL
    SELECT greatest(received_on, ended_on), agency_code, procedure_code, channel, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, counted
    FROM dossier_state WHERE received_on IS NOT NULL AND ended_on IS NOT NULL
) AS cells
GROUP BY 1, 2, 3, 4;

INSERT INTO projected.dossier_day_count (day, channel,
    received, digitised, reused, paid_online, done, early, on_time, late, without_appointment, stopped, withdrawn,
    declined, withdrawn_unreceived, closed)
SELECT day, channel, sum(received), sum(digitised), sum(reused), sum(paid_online), sum(done), sum(early), sum(on_time),
    sum(late), sum(without_appointment), sum(stopped), sum(withdrawn), sum(declined), sum(withdrawn_unreceived),
    sum(closed)
FROM projected.dossier_count GROUP BY 1, 2;

DROP TABLE dossier_state;
DROP TABLE kept_dossier;
