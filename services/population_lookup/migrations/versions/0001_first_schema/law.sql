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
COMMENT ON COLUMN projected.lawful_period.population_fields IS 'names separated by spaces, in the order of the record';
COMMENT ON COLUMN projected.lawful_period.decision IS 'the Decision that made the version law, as JSON';
