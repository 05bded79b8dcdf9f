-- One row for each dossier, projected from the events of `online_services`: nobody is identified.

CREATE TABLE projected.dossier (
    dossier_id text CONSTRAINT pk_dossier PRIMARY KEY,
    number text,
    procedure_code text NOT NULL,
    receiving_agency text NOT NULL,
    deciding_agency text NOT NULL,
    channel text NOT NULL,
    state integer NOT NULL,
    filed_on date NOT NULL,
    received_on date,
    due_on date,
    ended_on date,
    outcome text,
    timeliness text,
    papers integer NOT NULL,
    digitised integer NOT NULL,
    reused integer NOT NULL,
    paid_online boolean NOT NULL
);
COMMENT ON COLUMN projected.dossier.deciding_agency IS 'the one that has it now: a moved dossier is counted there';
COMMENT ON COLUMN projected.dossier.ended_on IS 'the day on which it was finished, stopped, withdrawn or declined';
COMMENT ON COLUMN projected.dossier.outcome IS 'done, stopped, withdrawn or declined';
COMMENT ON COLUMN projected.dossier.timeliness IS
    'of a result: early, on_time, late, or without_appointment; fixed on the day on which it was signed';
CREATE INDEX ix_dossier_received_on ON projected.dossier (received_on);
CREATE INDEX ix_dossier_ended_on ON projected.dossier (ended_on);
