ALTER TABLE dossier_act ADD COLUMN entered boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN dossier_act.entered IS
    'whether acted_by is who entered the act of a past dossier, and not who did it';
