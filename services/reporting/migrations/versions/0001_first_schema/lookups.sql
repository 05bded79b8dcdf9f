-- The outcome of each look-up, projected from the events of `population_lookup`.

CREATE TABLE projected.lookup (
    lookup_id text CONSTRAINT pk_lookup PRIMARY KEY,
    day date NOT NULL,
    agency_code text NOT NULL,
    procedure_code text NOT NULL,
    outcome text NOT NULL
);
COMMENT ON COLUMN projected.lookup.outcome IS 'matched, not_matched, or the type of the refusal';
CREATE INDEX ix_lookup_day ON projected.lookup (day);
