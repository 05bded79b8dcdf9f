-- Forms of versions, and what applicants filled in.

CREATE TABLE form (
    id bigint GENERATED ALWAYS AS IDENTITY,
    procedure_code text NOT NULL,
    version integer NOT NULL,
    schema text NOT NULL,
    legal_basis text NOT NULL,
    agency_code text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_form PRIMARY KEY (id)
);
COMMENT ON TABLE form IS 'rows are added and never changed; of the forms of one version the last one counts';
COMMENT ON COLUMN form.schema IS 'JSON Schema';
COMMENT ON COLUMN form.agency_code IS 'the agency that owns the procedure';
CREATE INDEX ix_form_procedure_code_version_id ON form (procedure_code, version, id);

CREATE TABLE dossier_form (
    dossier_id uuid NOT NULL,
    form_id bigint NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT pk_dossier_form PRIMARY KEY (dossier_id),
    CONSTRAINT fk_dossier_form_dossier_id_dossier FOREIGN KEY (dossier_id) REFERENCES dossier (id),
    CONSTRAINT fk_dossier_form_form_id_form FOREIGN KEY (form_id) REFERENCES form (id)
);
COMMENT ON TABLE dossier_form IS 'what the applicant filled in';
COMMENT ON COLUMN dossier_form.form_id IS 'the form when it was filed';
