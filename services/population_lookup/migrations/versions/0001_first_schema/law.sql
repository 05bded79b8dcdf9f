-- The periods of law that allow look-ups, projected from the events of `procedures`.

CREATE TABLE projected.lawful_period (
    procedure_code text NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    version integer NOT NULL,
    name text NOT NULL,
    population_fields text NOT NULL,
    decision text NOT NULL,
    CONSTRAINT pk_lawful_period PRIMARY KEY (procedure_code, effective_from)
);
CREATE TABLE projected.recoded_procedure (
    former_code text NOT NULL,
    procedure_code text NOT NULL,
    CONSTRAINT pk_recoded_procedure PRIMARY KEY (former_code)
);
COMMENT ON COLUMN projected.recoded_procedure.former_code IS 'the provisional code, which leads to the procedure for ever';
COMMENT ON COLUMN projected.lawful_period.population_fields IS 'names separated by spaces, in the order of the record';
COMMENT ON COLUMN projected.lawful_period.decision IS 'the Decision that made the version law, as JSON';
