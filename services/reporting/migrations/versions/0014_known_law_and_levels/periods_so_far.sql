-- What was applied before this migration, from the kept events: without those that an operator skipped. Of one act the
-- last event about a procedure states all of its periods.

CREATE TEMPORARY TABLE kept_procedure ON COMMIT DROP AS
SELECT sequence, payload, coalesce(payload ->> 'procedure_code', payload ->> 'to') AS procedure_code,
    coalesce(payload #>> '{decision,id}', '') AS decision_id,
    coalesce(payload #>> '{instrument,id}', payload #>> '{document,id}', '') AS instrument_id
FROM (
    SELECT e.sequence, CAST(convert_from(e.payload, 'UTF8') AS jsonb) AS payload
    FROM applied_event e
    WHERE e.source = 'procedures' AND e.type LIKE 'procedure.%'
        AND NOT EXISTS (
            SELECT FROM dead_letter d
            WHERE (d.source, d.shard, d.sequence) = (e.source, e.shard, e.sequence) AND d.skipped_at IS NOT NULL
        )
) AS kept;

INSERT INTO projected.stated_period (procedure_code, decision_id, instrument_id, place, effective_from, effective_to,
    name, agency_code, field_code, level, decision_number)
SELECT k.procedure_code, k.decision_id, k.instrument_id, coalesce(p.place, 0),
    CAST(p.period ->> 'effective_from' AS date), CAST(p.period ->> 'effective_to' AS date), p.period ->> 'name',
    k.payload #>> '{agency,code}', k.payload #>> '{field,code}',
    CASE WHEN p.period IS NULL THEN NULL
        WHEN p.period -> 'levels' ? 'ministry' THEN 'ministry' WHEN p.period -> 'levels' ? 'province' THEN 'province'
        WHEN p.period -> 'levels' ? 'district' THEN 'district' WHEN p.period -> 'levels' ? 'commune' THEN 'commune'
        ELSE 'other' END,
    p.period #>> '{decision,number}'
FROM (
    SELECT DISTINCT ON (procedure_code, decision_id, instrument_id) * FROM kept_procedure
    ORDER BY procedure_code, decision_id, instrument_id, sequence DESC
) AS k LEFT JOIN LATERAL jsonb_array_elements(k.payload -> 'periods') WITH ORDINALITY AS p (period, place) ON true;

UPDATE projected.recoded_procedure r SET recorded_at = CAST(k.payload ->> 'recorded_at' AS timestamptz)
FROM kept_procedure k WHERE k.payload ->> 'from' = r.former_code;

DROP TABLE kept_procedure;
