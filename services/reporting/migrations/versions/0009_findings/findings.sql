-- What a kept report did not agree with, and the dossiers that may be counted wrongly: there are none unless something is
-- wrong.

ALTER TABLE kept_report ADD COLUMN findings jsonb;
COMMENT ON COLUMN kept_report.findings IS 'of the reconciliation; null of reports from before they were kept with it';
CREATE INDEX ix_dossier_contradictory ON projected.dossier (dossier_id) WHERE
    received_on IS NOT NULL AND (
        channel NOT IN ('online', 'direct', 'post')
        OR ended_on < received_on
        OR (ended_on IS NOT NULL AND coalesce(outcome, '') NOT IN ('done', 'stopped', 'withdrawn'))
        OR (outcome = 'done' AND coalesce(timeliness, '') NOT IN ('early', 'on_time', 'late', 'without_appointment'))
    );
