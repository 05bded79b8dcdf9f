-- Computed when an appointment is given; the process watch-deadlines emits each when its moment has come.

CREATE TABLE dossier_warning (
    dossier_id uuid NOT NULL,
    clock_from timestamp with time zone NOT NULL,
    kind text NOT NULL,
    threshold integer NOT NULL,
    warn_at timestamp with time zone NOT NULL,
    emitted_at timestamp with time zone,
    CONSTRAINT pk_dossier_warning PRIMARY KEY (dossier_id, clock_from, kind, threshold),
    CONSTRAINT fk_dossier_warning_dossier_id_dossier FOREIGN KEY (dossier_id) REFERENCES dossier (id),
    CONSTRAINT ck_dossier_warning_kind CHECK (kind IN ('percent', 'days_before'))
);
COMMENT ON TABLE dossier_warning IS
    'the warnings of a running clock that its appointment is near; what pauses or ends takes them away';
COMMENT ON COLUMN dossier_warning.clock_from IS 'from when the limit counts that the warning is about';
COMMENT ON COLUMN dossier_warning.threshold IS 'in per cent, or in working days';
COMMENT ON COLUMN dossier_warning.emitted_at IS 'null: the event is to be emitted at warn_at';
CREATE INDEX ix_dossier_warning_warn_at ON dossier_warning (warn_at) WHERE emitted_at IS NULL;
