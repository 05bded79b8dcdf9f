-- The levels of online services as each event stated them, projected from the events of `online_services`.

CREATE TABLE projected.stated_level (
    service_id text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    place integer NOT NULL,
    effective_from date,
    effective_to date,
    level text,
    procedure_code text NOT NULL,
    agency_code text NOT NULL,
    agency_name text NOT NULL,
    administrative_level text NOT NULL,
    CONSTRAINT pk_stated_level PRIMARY KEY (service_id, recorded_at, place)
);
COMMENT ON TABLE projected.stated_level IS
    'the levels of each online service as each event stated them, by which those known at any moment are found';
COMMENT ON COLUMN projected.stated_level.recorded_at IS 'when online_services recorded what it stated';
COMMENT ON COLUMN projected.stated_level.place IS 'from 1; 0: the service had no level';

-- What was applied before this migration, from the kept events: without those that an operator skipped. Of one moment
-- the last event of a service states all of its levels.
INSERT INTO projected.stated_level (service_id, recorded_at, place, effective_from, effective_to, level, procedure_code,
    agency_code, agency_name, administrative_level)
SELECT k.payload ->> 'service_id', k.recorded_at, coalesce(p.place, 0), CAST(p.period ->> 'effective_from' AS date),
    CAST(p.period ->> 'effective_to' AS date), p.period ->> 'level', k.payload ->> 'procedure_code',
    k.payload #>> '{agency,code}', k.payload #>> '{agency,name}',
    CASE WHEN k.levels ? 'ministry' THEN 'ministry' WHEN k.levels ? 'province' THEN 'province'
        WHEN k.levels ? 'district' THEN 'district' WHEN k.levels ? 'commune' THEN 'commune'
        ELSE 'other' END
FROM (
    SELECT DISTINCT ON (payload ->> 'service_id', recorded_at) payload, payload -> 'administrative_levels' AS levels,
        recorded_at
    FROM (
        SELECT e.shard, e.sequence, CAST(e.time AS timestamptz) AS recorded_at,
            CAST(convert_from(e.payload, 'UTF8') AS jsonb) AS payload
        FROM applied_event e
        WHERE e.source = 'online_services' AND e.type LIKE 'online\_service.%'
            AND NOT EXISTS (
                SELECT FROM dead_letter d
                WHERE (d.source, d.shard, d.sequence) = (e.source, e.shard, e.sequence) AND d.skipped_at IS NOT NULL
            )
    ) AS kept ORDER BY payload ->> 'service_id', recorded_at, sequence DESC
) AS k LEFT JOIN LATERAL jsonb_array_elements(k.payload -> 'levels') WITH ORDINALITY AS p (period, place) ON true;
