-- Read models of published Decisions, projected from the events of `procedures`.

CREATE TABLE projected.decision (
    decision_id text CONSTRAINT pk_decision PRIMARY KEY,
    number text NOT NULL,
    issuing_body text NOT NULL,
    title text NOT NULL,
    signed_on date NOT NULL,
    published_on date NOT NULL,
    agency_code text NOT NULL,
    agency_name text NOT NULL,
    back_entered boolean NOT NULL,
    late boolean NOT NULL
);
CREATE INDEX ix_decision_signed_on_decision_id ON projected.decision (signed_on, decision_id);

CREATE TABLE projected.decision_topic (
    decision_id text NOT NULL,
    topic text NOT NULL,
    CONSTRAINT pk_decision_topic PRIMARY KEY (decision_id, topic)
);

CREATE TABLE projected.decision_item (
    decision_id text NOT NULL,
    item_number integer NOT NULL,
    kind text NOT NULL,
    procedure_code text NOT NULL,
    successor_code text,
    name text NOT NULL,
    agency_code text NOT NULL,
    agency_name text NOT NULL,
    field_code text NOT NULL,
    level text NOT NULL,
    effective_on date NOT NULL,
    predecessor_unrecorded boolean NOT NULL,
    CONSTRAINT pk_decision_item PRIMARY KEY (decision_id, item_number)
);
COMMENT ON COLUMN projected.decision_item.successor_code IS
    'the code of the successor, if the item replaces the procedure by another';
COMMENT ON COLUMN projected.decision_item.predecessor_unrecorded IS
    'whether no earlier version of the procedure was recorded';
COMMENT ON COLUMN projected.decision_item.level IS 'the highest administrative level that handles the procedure';

CREATE TABLE projected.approved_process (
    decision_id text NOT NULL,
    process_code text NOT NULL,
    procedure_code text NOT NULL,
    name text NOT NULL,
    inter_agency boolean NOT NULL,
    agency_code text NOT NULL,
    CONSTRAINT pk_approved_process PRIMARY KEY (decision_id, process_code)
);
