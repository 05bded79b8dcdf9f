ALTER TABLE dossier ADD COLUMN back_entered boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN dossier.back_entered IS 'later, at stated moments';
