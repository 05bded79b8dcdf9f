-- Drafts are personal data: they are deleted when they are filed, discarded, or untouched for too long.

CREATE TABLE dossier_draft (
    id uuid NOT NULL,
    owner text NOT NULL,
    agency_code text,
    procedure_code text NOT NULL,
    version integer NOT NULL,
    form_id bigint,
    revision integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    channel text NOT NULL,
    for_case text,
    receiving_agency text,
    deciding_agency text,
    personal_id text,
    full_name text,
    phone text,
    delegate_personal_id text,
    delegation_ground text,
    delegation_extent text[] NOT NULL,
    papers jsonb NOT NULL,
    form_data jsonb,
    CONSTRAINT pk_dossier_draft PRIMARY KEY (id),
    CONSTRAINT fk_dossier_draft_form_id_form FOREIGN KEY (form_id) REFERENCES form (id),
    CONSTRAINT ck_dossier_draft_channel CHECK (channel IN ('direct', 'online', 'post')),
    CONSTRAINT ck_dossier_draft_delegation CHECK ((delegate_personal_id IS NULL) = (delegation_ground IS NULL))
);
COMMENT ON TABLE dossier_draft IS 'what somebody prepares to file; the dossier that is filed from it has its id';
COMMENT ON COLUMN dossier_draft.owner IS 'who keeps it, and nobody else reads it';
COMMENT ON COLUMN dossier_draft.agency_code IS 'where an officer keeps it for an applicant; null: it is an applicant''s';
COMMENT ON COLUMN dossier_draft.version IS 'of the procedure, by which it was filled in';
COMMENT ON COLUMN dossier_draft.form_id IS 'the form by which it was filled in; null: the version had none';
CREATE INDEX ix_dossier_draft_owner_changed_at ON dossier_draft (owner, changed_at);
CREATE INDEX ix_dossier_draft_changed_at ON dossier_draft (changed_at);

CREATE TABLE dossier_draft_reading (
    id bigint GENERATED ALWAYS AS IDENTITY,
    draft_id uuid NOT NULL,
    personal_id text,
    reader text NOT NULL,
    reader_name text NOT NULL,
    agency_code text NOT NULL,
    reason text NOT NULL,
    read_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_dossier_draft_reading PRIMARY KEY (id)
);
COMMENT ON TABLE dossier_draft_reading IS 'which officer read a draft about an applicant, when and why; they see it';
COMMENT ON COLUMN dossier_draft_reading.draft_id IS 'the draft may be deleted since';
COMMENT ON COLUMN dossier_draft_reading.personal_id IS 'of the applicant whom the draft named then; null: it named none';
CREATE INDEX ix_dossier_draft_reading_personal_id ON dossier_draft_reading (personal_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier_draft_reading
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
