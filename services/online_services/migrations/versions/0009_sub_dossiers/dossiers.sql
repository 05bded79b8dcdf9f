-- Sub-dossiers at other agencies, and the register of an agency in the order of reception.

ALTER TABLE dossier
    ADD COLUMN parent_id uuid,
    ADD CONSTRAINT fk_dossier_parent_id_dossier FOREIGN KEY (parent_id) REFERENCES dossier (id);
COMMENT ON COLUMN dossier.parent_id IS 'the dossier of which this is a sub-dossier';
CREATE INDEX ix_dossier_parent_id ON dossier (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX ix_dossier_receiving_agency_received_at_id ON dossier (receiving_agency, received_at, id);
