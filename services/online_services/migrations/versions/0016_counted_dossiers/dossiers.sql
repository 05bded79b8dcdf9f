CREATE INDEX ix_dossier_counted_received_at ON dossier (received_at)
    WHERE parent_id IS NULL AND received_at IS NOT NULL;
CREATE INDEX ix_dossier_counted_ended_at ON dossier (ended_at, received_at)
    WHERE parent_id IS NULL AND received_at IS NOT NULL;
