CREATE INDEX ix_dossier_received ON projected.dossier (received_on, dossier_id COLLATE "C");
CREATE INDEX ix_dossier_ended ON projected.dossier (ended_on, dossier_id COLLATE "C");
DROP INDEX projected.ix_dossier_received_on;
DROP INDEX projected.ix_dossier_ended_on;
