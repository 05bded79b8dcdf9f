-- How dossiers were counted before something was recorded that changes the numbers of an earlier day, projected from
-- the events of `online_services`.

CREATE TABLE projected.former_dossier (
    dossier_id text NOT NULL,
    recorded_on date NOT NULL,
    number text,
    procedure_code text NOT NULL,
    deciding_agency text NOT NULL,
    channel text NOT NULL,
    filed_on date NOT NULL,
    received_on date,
    ended_on date,
    outcome text,
    timeliness text,
    papers integer NOT NULL,
    digitised integer NOT NULL,
    reused integer NOT NULL,
    paid_online boolean NOT NULL,
    CONSTRAINT pk_former_dossier PRIMARY KEY (dossier_id, recorded_on)
);
COMMENT ON TABLE projected.former_dossier IS
    'how dossiers were counted before something was recorded that changes the numbers of an earlier day';
COMMENT ON COLUMN projected.former_dossier.recorded_on IS 'the day before which the dossier was counted so';
CREATE INDEX ix_former_dossier_recorded_on ON projected.former_dossier (recorded_on);
