CREATE TABLE dossier_without_warnings (
    dossier_id uuid NOT NULL,
    CONSTRAINT pk_dossier_without_warnings PRIMARY KEY (dossier_id),
    CONSTRAINT fk_dossier_without_warnings_dossier_id_dossier FOREIGN KEY (dossier_id) REFERENCES dossier (id)
);
COMMENT ON TABLE dossier_without_warnings IS
    'dossiers whose appointment was given before warnings were computed; watch-deadlines computes them and empties it';
