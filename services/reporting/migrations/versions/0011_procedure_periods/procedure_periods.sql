-- The periods in which each procedure is in force, projected from the events of `procedures`.

CREATE TABLE projected.procedure_period (
    procedure_code text NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    version integer NOT NULL,
    name text NOT NULL,
    agency_code text NOT NULL,
    agency_name text NOT NULL,
    field_code text NOT NULL,
    level text NOT NULL,
    decision_id text NOT NULL,
    decision_number text NOT NULL,
    CONSTRAINT pk_procedure_period PRIMARY KEY (procedure_code, effective_from)
);
COMMENT ON TABLE projected.procedure_period IS 'the periods in which each procedure is in force, as known now';
COMMENT ON COLUMN projected.procedure_period.effective_to IS 'the first day after it; null while no end is known';
COMMENT ON COLUMN projected.procedure_period.level IS 'the highest administrative level that handles the procedure';
COMMENT ON COLUMN projected.procedure_period.decision_id IS 'the Decision that made the version law';
CREATE INDEX ix_decision_item_procedure_code ON projected.decision_item (procedure_code);
CREATE INDEX ix_decision_item_successor_code ON projected.decision_item (successor_code);
