-- What was applied before this migration, from the kept events: without those that an operator skipped. The last event
-- of a procedure states all of its periods; a provisional code has none once the procedure has its own.

CREATE TEMPORARY TABLE kept_procedure ON COMMIT DROP AS
SELECT sequence, type, coalesce(payload ->> 'procedure_code', payload ->> 'to') AS procedure_code,
    payload ->> 'from' AS former_code, payload
FROM (
    SELECT e.sequence, e.type, CAST(convert_from(e.payload, 'UTF8') AS jsonb) AS payload
    FROM applied_event e
    WHERE e.source = 'procedures' AND e.type LIKE 'procedure.%'
        AND NOT EXISTS (
            SELECT FROM dead_letter d
            WHERE (d.source, d.shard, d.sequence) = (e.source, e.shard, e.sequence) AND d.skipped_at IS NOT NULL
        )
) AS kept;

INSERT INTO projected.procedure_period (procedure_code, effective_from, effective_to, version, name, agency_code,
    agency_name, field_code, level, decision_id, decision_number)
SELECT k.procedure_code, CAST(p ->> 'effective_from' AS date), CAST(p ->> 'effective_to' AS date),
    CAST(p ->> 'version' AS integer), p ->> 'name', k.payload #>> '{agency,code}', k.payload #>> '{agency,name}',
    k.payload #>> '{field,code}',
    CASE WHEN p -> 'levels' ? 'ministry' THEN 'ministry' WHEN p -> 'levels' ? 'province' THEN 'province'
        WHEN p -> 'levels' ? 'district' THEN 'district' WHEN p -> 'levels' ? 'commune' THEN 'commune'
        ELSE 'other' END,
    p #>> '{decision,id}', p #>> '{decision,number}'
FROM (SELECT DISTINCT ON (procedure_code) * FROM kept_procedure ORDER BY procedure_code, sequence DESC) AS k
    CROSS JOIN LATERAL jsonb_array_elements(k.payload -> 'periods') AS p
WHERE NOT EXISTS (
    SELECT FROM kept_procedure r WHERE r.former_code = k.procedure_code AND r.sequence > k.sequence
);

DROP TABLE kept_procedure;
