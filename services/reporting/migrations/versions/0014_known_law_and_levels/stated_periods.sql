-- The periods of procedures as each act left them, projected from the events of `procedures`.

CREATE TABLE projected.stated_period (
    procedure_code text NOT NULL,
    decision_id text NOT NULL,
    instrument_id text NOT NULL,
    place integer NOT NULL,
    effective_from date,
    effective_to date,
    name text,
    agency_code text NOT NULL,
    field_code text NOT NULL,
    level text,
    decision_number text,
    CONSTRAINT pk_stated_period PRIMARY KEY (procedure_code, decision_id, instrument_id, place)
);
COMMENT ON TABLE projected.stated_period IS
    'the periods of each procedure as each act left them, by which those known at any moment are found';
COMMENT ON COLUMN projected.stated_period.procedure_code IS 'the code of the time, which may have been provisional';
COMMENT ON COLUMN projected.stated_period.decision_id IS 'of the Decision; empty: the procedure got its own code';
COMMENT ON COLUMN projected.stated_period.instrument_id IS
    'of a rectification, or the document that states the code';
COMMENT ON COLUMN projected.stated_period.place IS 'from 1; 0: the act left no period';
COMMENT ON COLUMN projected.stated_period.effective_to IS 'the first day after it; null while no end was known';
COMMENT ON COLUMN projected.stated_period.level IS 'the highest administrative level that handles the procedure';
COMMENT ON COLUMN projected.stated_period.decision_number IS 'of the Decision that made the version law';
ALTER TABLE projected.recoded_procedure ADD COLUMN recorded_at timestamp with time zone;
COMMENT ON COLUMN projected.recoded_procedure.recorded_at IS
    'when procedures recorded it; null where the code of the version before has written the row';
