-- The law that this service follows, projected from the events of `procedures`.

CREATE TABLE projected.procedure_period (
    procedure_code text NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    version integer NOT NULL,
    name text NOT NULL,
    levels text NOT NULL,
    agency_code text NOT NULL,
    agency_name text NOT NULL,
    decision text NOT NULL,
    CONSTRAINT pk_procedure_period PRIMARY KEY (procedure_code, effective_from)
);
COMMENT ON COLUMN projected.procedure_period.levels IS 'administrative levels, highest first, separated by a space';
COMMENT ON COLUMN projected.procedure_period.decision IS 'the Decision that put this version in force, as JSON';

CREATE TABLE projected.recoded_procedure (
    former_code text NOT NULL,
    procedure_code text NOT NULL,
    CONSTRAINT pk_recoded_procedure PRIMARY KEY (former_code)
);
COMMENT ON COLUMN projected.recoded_procedure.former_code IS 'the provisional code, which leads to the procedure for ever';
