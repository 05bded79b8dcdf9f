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
