-- When each Decision and each rectification was recorded: a report as it was known earlier leaves out what came later.
-- What is on record already has it from the kept events.

ALTER TABLE projected.decision ADD COLUMN recorded_at timestamp with time zone;
COMMENT ON COLUMN projected.decision.recorded_at IS
    'when procedures recorded it; null where the code of the version before has written the row';
ALTER TABLE projected.annulled_item ADD COLUMN recorded_at timestamp with time zone;
COMMENT ON COLUMN projected.annulled_item.recorded_at IS
    'when procedures recorded it; null where the code of the version before has written the row';
ALTER TABLE projected.annulled_decision ADD COLUMN recorded_at timestamp with time zone;
COMMENT ON COLUMN projected.annulled_decision.recorded_at IS
    'when procedures recorded it; null where the code of the version before has written the row';
ALTER TABLE projected.corrected_item ADD COLUMN recorded_at timestamp with time zone;
COMMENT ON COLUMN projected.corrected_item.recorded_at IS
    'when procedures recorded it; null where the code of the version before has written the row';

CREATE TEMPORARY TABLE kept_decision ON COMMIT DROP AS
SELECT type, payload ->> 'decision_id' AS decision_id, payload #>> '{instrument,id}' AS instrument_id,
    CAST(payload ->> 'recorded_at' AS timestamptz) AS recorded_at
FROM (
    SELECT type, CAST(convert_from(payload, 'UTF8') AS jsonb) AS payload FROM applied_event
    WHERE source = 'procedures'
        AND type IN ('decision.published.v1', 'decision.annulled.v1', 'decision.corrected.v1')
) AS kept;

UPDATE projected.decision d SET recorded_at = k.recorded_at
FROM kept_decision k WHERE k.type = 'decision.published.v1' AND k.decision_id = d.decision_id;

UPDATE projected.annulled_item t SET recorded_at = k.recorded_at
FROM kept_decision k
WHERE k.type = 'decision.annulled.v1' AND (k.decision_id, k.instrument_id) = (t.decision_id, t.instrument_id);

UPDATE projected.annulled_decision t SET recorded_at = k.recorded_at
FROM kept_decision k
WHERE k.type = 'decision.annulled.v1' AND (k.decision_id, k.instrument_id) = (t.decision_id, t.instrument_id);

UPDATE projected.corrected_item t SET recorded_at = k.recorded_at
FROM kept_decision k
WHERE k.type = 'decision.corrected.v1' AND (k.decision_id, k.instrument_id) = (t.decision_id, t.instrument_id);

DROP TABLE kept_decision;
