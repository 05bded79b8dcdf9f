-- The codes that replaced provisional ones, projected from the events of `procedures`.

CREATE TABLE projected.recoded_procedure (
    former_code text NOT NULL,
    procedure_code text NOT NULL,
    CONSTRAINT pk_recoded_procedure PRIMARY KEY (former_code)
);
COMMENT ON TABLE projected.recoded_procedure IS 'procedures whose provisional code was replaced by their own';
COMMENT ON COLUMN projected.recoded_procedure.former_code IS 'the provisional one';

-- What was applied before this migration, without the events that an operator skipped.
INSERT INTO projected.recoded_procedure (former_code, procedure_code)
SELECT payload ->> 'from', payload ->> 'to'
FROM (
    SELECT CAST(convert_from(e.payload, 'UTF8') AS jsonb) AS payload
    FROM applied_event e
    WHERE e.source = 'procedures' AND e.type = 'procedure.recoded.v1'
        AND NOT EXISTS (
            SELECT FROM dead_letter d
            WHERE (d.source, d.shard, d.sequence) = (e.source, e.shard, e.sequence) AND d.skipped_at IS NOT NULL
        )
) AS kept;
