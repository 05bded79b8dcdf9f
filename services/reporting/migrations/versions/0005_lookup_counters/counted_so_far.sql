-- What was applied before this migration, from the kept events: without those that an operator skipped.

CREATE TEMPORARY TABLE kept_lookup ON COMMIT DROP AS
SELECT (CAST(payload ->> 'answered_at' AS timestamptz) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day,
    payload ->> 'agency_code' AS agency_code,
    payload ->> 'procedure_code' AS procedure_code,
    coalesce(payload ->> 'reason', CASE payload ->> 'matched' WHEN 'true' THEN 'matched' ELSE 'not_matched' END)
        AS outcome,
    payload -> 'fields' AS fields,
    count(*) AS lookups
FROM (
    SELECT CAST(convert_from(e.payload, 'UTF8') AS jsonb) AS payload
    FROM applied_event e
    WHERE e.source = 'population_lookup' AND e.type IN ('lookup.answered.v1', 'lookup.refused.v1')
        AND NOT EXISTS (
            SELECT FROM dead_letter d
            WHERE (d.source, d.shard, d.sequence) = (e.source, e.shard, e.sequence) AND d.skipped_at IS NOT NULL
        )
) AS kept
GROUP BY 1, 2, 3, 4, 5;

INSERT INTO projected.lookup_count (day, agency_code, procedure_code, outcome, recorded_on, lookups)
SELECT day, agency_code, procedure_code, outcome, day, sum(lookups) FROM kept_lookup GROUP BY 1, 2, 3, 4;

INSERT INTO projected.lookup_field_count (day, agency_code, field, recorded_on, lookups)
SELECT k.day, k.agency_code, f.field, k.day, sum(k.lookups)
FROM kept_lookup k CROSS JOIN LATERAL jsonb_array_elements_text(k.fields) AS f (field)
GROUP BY 1, 2, 3;

DROP TABLE kept_lookup;
