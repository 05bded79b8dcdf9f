-- The law that Decisions made: versions, and the periods in which they are in force. Periods that are known at the same
-- time never overlap.
-- A period changes in one way only: its open known range is closed, once.

CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE FUNCTION allow_closing_known_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF upper_inf(OLD.known) AND NOT upper_inf(NEW.known) AND lower(NEW.known) = lower(OLD.known)
        AND (NEW.id, NEW.procedure_id, NEW.version, NEW.in_force, NEW.under_review)
          = (OLD.id, OLD.procedure_id, OLD.version, OLD.in_force, OLD.under_review) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a period changes in one way only: its known range is closed, once'
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TABLE procedure (
    id bigint GENERATED ALWAYS AS IDENTITY,
    code text NOT NULL,
    provisional_code text,
    CONSTRAINT pk_procedure PRIMARY KEY (id),
    CONSTRAINT uq_procedure_code UNIQUE (code),
    CONSTRAINT uq_procedure_provisional_code UNIQUE (provisional_code)
);
COMMENT ON TABLE procedure IS
    'one row per code that was ever introduced; publishing commands lock it, so they run one after another per '
    'procedure';
COMMENT ON COLUMN procedure.provisional_code IS
    'the code under which it was published before it got this one';
CREATE TRIGGER refuse_deletion BEFORE DELETE OR TRUNCATE ON procedure
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE version (
    procedure_id bigint NOT NULL,
    number integer NOT NULL,
    decision_id uuid NOT NULL,
    item_number integer NOT NULL,
    name text NOT NULL,
    field_code text NOT NULL,
    agency_code text NOT NULL,
    levels text[] NOT NULL,
    population_fields text[] NOT NULL,
    content json NOT NULL,
    correction_id uuid,
    computed_parts text[],
    CONSTRAINT pk_version PRIMARY KEY (procedure_id, number),
    CONSTRAINT fk_version_procedure_id_procedure FOREIGN KEY (procedure_id) REFERENCES procedure (id),
    CONSTRAINT fk_version_decision_id_item_number_decision_item FOREIGN KEY (decision_id, item_number)
        REFERENCES decision_item (decision_id, number)
);
COMMENT ON COLUMN version.correction_id IS
    'the correction that made this version, if the content of the item was faulty';
COMMENT ON COLUMN version.computed_parts IS
    'the parts that differ from the version that it succeeds, computed on publication where the Decision does not state '
    'them';
CREATE INDEX ix_version_agency_code ON version (agency_code);
CREATE INDEX ix_version_field_code ON version (field_code);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE period (
    id bigint GENERATED ALWAYS AS IDENTITY,
    procedure_id bigint NOT NULL,
    version integer NOT NULL,
    in_force daterange NOT NULL,
    known tstzrange NOT NULL,
    under_review boolean NOT NULL,
    CONSTRAINT pk_period PRIMARY KEY (id),
    CONSTRAINT fk_period_procedure_id_version_version FOREIGN KEY (procedure_id, version)
        REFERENCES version (procedure_id, number),
    CONSTRAINT ck_period_in_force CHECK (NOT isempty(in_force) AND NOT lower_inf(in_force)),
    CONSTRAINT ck_period_known CHECK (NOT isempty(known) AND NOT lower_inf(known)),
    CONSTRAINT ex_period_in_force EXCLUDE USING gist (procedure_id WITH =, in_force WITH &&) WHERE (upper_inf(known))
);
CREATE INDEX ix_period_procedure_id ON period (procedure_id);
CREATE TRIGGER refuse_deletion BEFORE DELETE OR TRUNCATE ON period
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER allow_closing_known_once BEFORE UPDATE ON period
    FOR EACH ROW EXECUTE FUNCTION allow_closing_known_once();
