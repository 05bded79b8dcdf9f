-- The numbers of look-ups, projected from the events of `population_lookup`; one row per look-up, as in the table
-- `lookup` before, made every report read all of them.

CREATE TABLE projected.lookup_count (
    day date NOT NULL,
    agency_code text NOT NULL,
    procedure_code text NOT NULL,
    outcome text NOT NULL,
    recorded_on date NOT NULL,
    lookups bigint NOT NULL,
    CONSTRAINT pk_lookup_count PRIMARY KEY (day, agency_code, procedure_code, outcome, recorded_on)
);
COMMENT ON TABLE projected.lookup_count IS 'look-ups in the population database, answered and refused';
COMMENT ON COLUMN projected.lookup_count.outcome IS 'matched, not_matched, or the type of the refusal';
COMMENT ON COLUMN projected.lookup_count.recorded_on IS
    'the day on which they were recorded: until now always the day on which they were answered';

CREATE TABLE projected.lookup_field_count (
    day date NOT NULL,
    agency_code text NOT NULL,
    field text NOT NULL,
    recorded_on date NOT NULL,
    lookups bigint NOT NULL,
    CONSTRAINT pk_lookup_field_count PRIMARY KEY (day, agency_code, field, recorded_on)
);
COMMENT ON TABLE projected.lookup_field_count IS
    'look-ups by the fields that they disclosed; one that disclosed several is counted in each';
COMMENT ON COLUMN projected.lookup_field_count.recorded_on IS
    'the day on which they were recorded: until now always the day on which they were answered';

COMMENT ON TABLE projected.lookup IS 'no longer written; the code of the version before still uses it';
