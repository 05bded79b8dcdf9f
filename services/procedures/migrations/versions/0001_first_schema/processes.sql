-- Internal processes, their comparison with the time limits of their procedures, and groups of procedures.

CREATE TABLE internal_process (
    decision_id uuid NOT NULL,
    code text NOT NULL,
    position integer NOT NULL,
    procedure_code text NOT NULL,
    name text NOT NULL,
    inter_agency boolean NOT NULL,
    agency_code text NOT NULL,
    channel text,
    for_case text,
    CONSTRAINT pk_internal_process PRIMARY KEY (decision_id, code),
    CONSTRAINT fk_internal_process_decision_id_decision FOREIGN KEY (decision_id) REFERENCES decision (id),
    CONSTRAINT fk_internal_process_agency_code_agency FOREIGN KEY (agency_code) REFERENCES agency (code)
);
COMMENT ON COLUMN internal_process.position IS 'its position in the list of the Decision';
COMMENT ON COLUMN internal_process.channel IS 'null: for dossiers of every channel';
COMMENT ON COLUMN internal_process.for_case IS
    'the case as the note of a time limit names it; null: for no case in particular';
CREATE INDEX ix_internal_process_procedure_code ON internal_process (procedure_code);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON internal_process
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE process_step (
    decision_id uuid NOT NULL,
    process_code text NOT NULL,
    number integer NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    hours integer NOT NULL,
    agency_code text,
    agency_name text,
    CONSTRAINT pk_process_step PRIMARY KEY (decision_id, process_code, number),
    CONSTRAINT fk_process_step_decision_id_process_code_internal_process FOREIGN KEY (decision_id, process_code)
        REFERENCES internal_process (decision_id, code),
    CONSTRAINT fk_process_step_agency_code_agency FOREIGN KEY (agency_code) REFERENCES agency (code)
);
COMMENT ON COLUMN process_step.agency_name IS 'the name of an agency that has no code here';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON process_step
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE working_hours (
    id bigint GENERATED ALWAYS AS IDENTITY,
    unit text NOT NULL,
    hours numeric(6, 2) NOT NULL,
    valid_from date NOT NULL,
    legal_basis text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_working_hours PRIMARY KEY (id),
    CONSTRAINT ck_working_hours_hours CHECK (hours > 0)
);
COMMENT ON TABLE working_hours IS
    'how many working hours a unit of time has; for a unit and a day, the latest row applies';
COMMENT ON COLUMN working_hours.valid_from IS 'compared with the signing day';
INSERT INTO working_hours (unit, hours, valid_from, legal_basis, recorded_by, recorded_at)
    VALUES ('working_day', 8, '1999-10-02', 'Quyết định 188/1999/QĐ-TTg', 'installation', now());
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON working_hours
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE process_fit (
    decision_id uuid NOT NULL,
    process_code text NOT NULL,
    hours integer NOT NULL,
    version integer,
    limit_channel text,
    limit_case text,
    limit_amount numeric,
    limit_unit text,
    limit_hours numeric,
    incomparable text,
    CONSTRAINT pk_process_fit PRIMARY KEY (decision_id, process_code),
    CONSTRAINT fk_process_fit_decision_id_process_code_internal_process FOREIGN KEY (decision_id, process_code)
        REFERENCES internal_process (decision_id, code),
    CONSTRAINT ck_process_fit_fits CHECK (incomparable IS NOT NULL OR hours <= limit_hours)
);
COMMENT ON TABLE process_fit IS 'the result of the comparison at publication';
COMMENT ON COLUMN process_fit.hours IS 'the sum of the working hours of the steps';
COMMENT ON COLUMN process_fit.version IS 'the compared version of the procedure; null where none is in force';
COMMENT ON COLUMN process_fit.limit_hours IS 'null where the unit cannot be converted to working hours';
COMMENT ON COLUMN process_fit.incomparable IS 'why the comparison was not possible; null: the process fits';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON process_fit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE procedure_group (
    decision_id uuid NOT NULL,
    code text NOT NULL,
    position integer NOT NULL,
    name text NOT NULL,
    lead_agency_code text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    CONSTRAINT pk_procedure_group PRIMARY KEY (decision_id, code),
    CONSTRAINT fk_procedure_group_decision_id_decision FOREIGN KEY (decision_id) REFERENCES decision (id),
    CONSTRAINT fk_procedure_group_lead_agency_code_agency FOREIGN KEY (lead_agency_code) REFERENCES agency (code),
    CONSTRAINT ck_procedure_group_validity CHECK (valid_from < valid_to)
);
COMMENT ON COLUMN procedure_group.position IS 'its position in the list of the Decision';
COMMENT ON COLUMN procedure_group.valid_to IS 'the first day on which the group no longer exists';
CREATE INDEX ix_procedure_group_code ON procedure_group (code);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON procedure_group
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE group_member (
    decision_id uuid NOT NULL,
    group_code text NOT NULL,
    position integer NOT NULL,
    procedure_code text NOT NULL,
    CONSTRAINT pk_group_member PRIMARY KEY (decision_id, group_code, position),
    CONSTRAINT fk_group_member_decision_id_group_code_procedure_group FOREIGN KEY (decision_id, group_code)
        REFERENCES procedure_group (decision_id, code),
    CONSTRAINT uq_group_member_procedure_code_decision_id_group_code UNIQUE (procedure_code, decision_id, group_code)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON group_member
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
