-- Dossiers. What names a person, or tells of one, is in tables of its own, which the read-only role cannot see.

CREATE TABLE dossier (
    id uuid NOT NULL,
    number text,
    procedure_code text NOT NULL,
    version integer NOT NULL,
    channel text NOT NULL,
    for_case text,
    filed_at_agency text NOT NULL,
    receiving_agency text NOT NULL,
    deciding_agency text NOT NULL,
    stage text NOT NULL,
    revision integer NOT NULL,
    filed_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone,
    ended_at timestamp with time zone,
    limit_amount numeric,
    limit_unit text,
    clock_from timestamp with time zone,
    due_on date,
    due_at timestamp with time zone,
    paused_from timestamp with time zone,
    supplement_requested boolean NOT NULL,
    supplement_due date,
    handed_in boolean NOT NULL,
    extended boolean NOT NULL,
    CONSTRAINT pk_dossier PRIMARY KEY (id),
    CONSTRAINT uq_dossier_number UNIQUE (number),
    CONSTRAINT ck_dossier_channel CHECK (channel IN ('direct', 'online', 'post')),
    CONSTRAINT ck_dossier_stage CHECK (stage IN ('filed', 'received', 'declined', 'in_process',
        'supplement_before_reception', 'supplement', 'fee_requested', 'withdrawn', 'stopped', 'finished', 'handed_over')),
    CONSTRAINT ck_dossier_number_at_reception CHECK ((number IS NULL) = (received_at IS NULL)),
    CONSTRAINT ck_dossier_limit_with_its_unit CHECK ((limit_amount IS NULL) = (limit_unit IS NULL)),
    CONSTRAINT ck_dossier_appointment CHECK (due_at IS NULL OR due_on IS NOT NULL)
);
COMMENT ON COLUMN dossier.number IS 'mã hồ sơ, given at reception';
COMMENT ON COLUMN dossier.version IS 'of the procedure, on the day of filing; it never changes';
COMMENT ON COLUMN dossier.for_case IS 'null: the procedure tells no cases apart';
COMMENT ON COLUMN dossier.ended_at IS 'when it was declined, withdrawn, stopped or finished';
COMMENT ON COLUMN dossier.clock_from IS 'from when the limit counts: reception, or a later act from which it counts anew';
COMMENT ON COLUMN dossier.due_on IS 'the appointed day; it changes by an act only';
COMMENT ON COLUMN dossier.due_at IS 'the appointed moment, where the limit is in working hours';
COMMENT ON COLUMN dossier.paused_from IS 'since when the agency waits for the applicant';
COMMENT ON COLUMN dossier.supplement_requested IS 'after reception';
COMMENT ON COLUMN dossier.supplement_due IS 'the last day for a supplement that was asked for before reception';
CREATE INDEX ix_dossier_deciding_agency_stage_due_on ON dossier (deciding_agency, stage, due_on);

CREATE TABLE dossier_person (
    dossier_id uuid NOT NULL,
    personal_id text NOT NULL,
    full_name text NOT NULL,
    phone text,
    delegate_personal_id text,
    delegation_ground text,
    delegation_extent text[] NOT NULL,
    CONSTRAINT pk_dossier_person PRIMARY KEY (dossier_id),
    CONSTRAINT fk_dossier_person_dossier_id_dossier FOREIGN KEY (dossier_id) REFERENCES dossier (id),
    CONSTRAINT ck_dossier_person_delegation CHECK ((delegate_personal_id IS NULL) = (delegation_ground IS NULL))
);
COMMENT ON TABLE dossier_person IS 'the applicant (chủ hồ sơ), and who acts for them';
COMMENT ON COLUMN dossier_person.delegation_extent IS 'the acts that the delegate may do';
CREATE INDEX ix_dossier_person_personal_id ON dossier_person (personal_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier_person
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE dossier_paper (
    dossier_id uuid NOT NULL,
    number integer NOT NULL,
    name text NOT NULL,
    digitisation integer NOT NULL,
    CONSTRAINT pk_dossier_paper PRIMARY KEY (dossier_id, number),
    CONSTRAINT fk_dossier_paper_dossier_id_dossier FOREIGN KEY (dossier_id) REFERENCES dossier (id),
    CONSTRAINT ck_dossier_paper_digitisation CHECK (digitisation BETWEEN 0 AND 3)
);
COMMENT ON COLUMN dossier_paper.digitisation IS
    '0 not digitised, 1 digitised, 2 reused from a paper of another dossier, 3 reused from another result';

CREATE TABLE dossier_pause (
    dossier_id uuid NOT NULL,
    begins timestamp with time zone NOT NULL,
    ends timestamp with time zone NOT NULL,
    CONSTRAINT pk_dossier_pause PRIMARY KEY (dossier_id, begins),
    CONSTRAINT fk_dossier_pause_dossier_id_dossier FOREIGN KEY (dossier_id) REFERENCES dossier (id),
    CONSTRAINT ck_dossier_pause_in_order CHECK (begins <= ends)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier_pause
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE dossier_act (
    dossier_id uuid NOT NULL,
    revision integer NOT NULL,
    action text NOT NULL,
    role text NOT NULL,
    agency_code text NOT NULL,
    acted_by text NOT NULL,
    acted_at timestamp with time zone NOT NULL,
    reason text,
    due_on date,
    due_at timestamp with time zone,
    CONSTRAINT pk_dossier_act PRIMARY KEY (dossier_id, revision),
    CONSTRAINT fk_dossier_act_dossier_id_dossier FOREIGN KEY (dossier_id) REFERENCES dossier (id)
);
COMMENT ON COLUMN dossier_act.due_on IS 'the appointment after this act';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier_act
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE dossier_counter (
    agency_code text NOT NULL,
    day date NOT NULL,
    last_number integer NOT NULL,
    CONSTRAINT pk_dossier_counter PRIMARY KEY (agency_code, day)
);
COMMENT ON TABLE dossier_counter IS
    'the last number that an agency gave on a day; its row lock makes numbers contiguous, and nothing returns one';

CREATE TABLE dossier_reading (
    id bigint GENERATED ALWAYS AS IDENTITY,
    dossier_id uuid NOT NULL,
    reader text NOT NULL,
    reader_name text NOT NULL,
    agency_code text NOT NULL,
    reason text NOT NULL,
    read_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_dossier_reading PRIMARY KEY (id),
    CONSTRAINT fk_dossier_reading_dossier_id_dossier FOREIGN KEY (dossier_id) REFERENCES dossier (id)
);
COMMENT ON TABLE dossier_reading IS 'who read a dossier, when and why; the citizen sees it';
CREATE INDEX ix_dossier_reading_dossier_id ON dossier_reading (dossier_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier_reading
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE dossier_officer (
    id bigint GENERATED ALWAYS AS IDENTITY,
    agency_code text NOT NULL,
    subject text NOT NULL,
    role text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    legal_basis text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_dossier_officer PRIMARY KEY (id),
    CONSTRAINT ck_dossier_officer_role CHECK (role IN
        ('receiver', 'handler', 'signer', 'deliverer', 'treasury', 'head_of_agency')),
    CONSTRAINT ck_dossier_officer_validity CHECK (valid_from <= valid_to)
);
COMMENT ON TABLE dossier_officer IS
    'who handles dossiers as what; for an agency, subject, role and first day, the latest row applies';
CREATE INDEX ix_dossier_officer_agency_code_subject ON dossier_officer (agency_code, subject);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier_officer
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
