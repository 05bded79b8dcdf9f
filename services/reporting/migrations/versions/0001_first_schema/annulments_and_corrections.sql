-- Read models of annulments and corrections, projected from the events of `procedures`.

CREATE TABLE projected.annulled_decision (
    decision_id text NOT NULL,
    effective_from date NOT NULL,
    instrument_id text NOT NULL,
    CONSTRAINT pk_annulled_decision PRIMARY KEY (decision_id)
);
COMMENT ON COLUMN projected.annulled_decision.effective_from IS 'the day from which its processes are no longer valid';

CREATE TABLE projected.annulled_item (
    decision_id text NOT NULL,
    item_number integer NOT NULL,
    effective_from date NOT NULL,
    instrument_id text NOT NULL,
    CONSTRAINT pk_annulled_item PRIMARY KEY (decision_id, item_number)
);
COMMENT ON COLUMN projected.annulled_item.effective_from IS 'the day from which the item has no effect';

CREATE TABLE projected.corrected_item (
    decision_id text NOT NULL,
    item_number integer NOT NULL,
    instrument_id text NOT NULL,
    CONSTRAINT pk_corrected_item PRIMARY KEY (decision_id, item_number, instrument_id)
);
