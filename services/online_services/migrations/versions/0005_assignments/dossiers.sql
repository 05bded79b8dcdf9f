-- Who handles which dossier now; the acts keep who it was assigned to before.

CREATE TABLE dossier_assignment (
    dossier_id uuid NOT NULL,
    handler text NOT NULL,
    assigned_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_dossier_assignment PRIMARY KEY (dossier_id),
    CONSTRAINT fk_dossier_assignment_dossier_id_dossier FOREIGN KEY (dossier_id) REFERENCES dossier (id)
);
COMMENT ON TABLE dossier_assignment IS 'the officer who handles a dossier; without a row any handler of the agency may';
ALTER TABLE dossier_act ADD COLUMN assigned_to text;
COMMENT ON COLUMN dossier_act.assigned_to IS 'the officer to whom the act assigned the dossier';
CREATE INDEX ix_dossier_receiving_agency_stage ON dossier (receiving_agency, stage);
