INSERT INTO dossier_without_warnings (dossier_id)
SELECT id FROM dossier d
WHERE due_on IS NOT NULL AND ended_at IS NULL AND paused_from IS NULL AND NOT EXISTS (
    SELECT FROM dossier_warning w WHERE w.dossier_id = d.id AND w.clock_from = d.clock_from
);
