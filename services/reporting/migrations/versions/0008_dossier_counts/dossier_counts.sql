-- The numbers of dossiers of each day, projected from the events of `online_services`: a report of a period read every
-- dossier that was open in it.

CREATE TABLE projected.dossier_count (
    day date NOT NULL,
    agency_code text NOT NULL,
    procedure_code text NOT NULL,
    channel text NOT NULL,
    received bigint NOT NULL,
    digitised bigint NOT NULL,
    reused bigint NOT NULL,
    paid_online bigint NOT NULL,
    done bigint NOT NULL,
    early bigint NOT NULL,
    on_time bigint NOT NULL,
    late bigint NOT NULL,
    without_appointment bigint NOT NULL,
    stopped bigint NOT NULL,
    withdrawn bigint NOT NULL,
    declined bigint NOT NULL,
    withdrawn_unreceived bigint NOT NULL,
    closed bigint NOT NULL,
    CONSTRAINT pk_dossier_count PRIMARY KEY (day, agency_code, procedure_code, channel)
);
COMMENT ON TABLE projected.dossier_count IS 'how many dossiers were received or ended on a day';
COMMENT ON COLUMN projected.dossier_count.agency_code IS 'the deciding one that has them now';
COMMENT ON COLUMN projected.dossier_count.received IS 'of the day';
COMMENT ON COLUMN projected.dossier_count.digitised IS 'of those received, all papers digitised';
COMMENT ON COLUMN projected.dossier_count.reused IS 'of those received, a digitised paper used again';
COMMENT ON COLUMN projected.dossier_count.paid_online IS 'of those received, a fee paid online';
COMMENT ON COLUMN projected.dossier_count.done IS 'of the day, with a result';
COMMENT ON COLUMN projected.dossier_count.early IS 'results before the appointed day';
COMMENT ON COLUMN projected.dossier_count.on_time IS 'results in time on the appointed day';
COMMENT ON COLUMN projected.dossier_count.late IS 'results after the appointment';
COMMENT ON COLUMN projected.dossier_count.without_appointment IS 'results where there was none';
COMMENT ON COLUMN projected.dossier_count.stopped IS 'of the day, after reception';
COMMENT ON COLUMN projected.dossier_count.withdrawn IS 'of the day, after reception';
COMMENT ON COLUMN projected.dossier_count.declined IS 'of the day';
COMMENT ON COLUMN projected.dossier_count.withdrawn_unreceived IS 'of the day, before reception';
COMMENT ON COLUMN projected.dossier_count.closed IS 'received, and no longer open from the end of the day on';

CREATE TABLE projected.dossier_day_count (
    day date NOT NULL,
    channel text NOT NULL,
    received bigint NOT NULL,
    digitised bigint NOT NULL,
    reused bigint NOT NULL,
    paid_online bigint NOT NULL,
    done bigint NOT NULL,
    early bigint NOT NULL,
    on_time bigint NOT NULL,
    late bigint NOT NULL,
    without_appointment bigint NOT NULL,
    stopped bigint NOT NULL,
    withdrawn bigint NOT NULL,
    declined bigint NOT NULL,
    withdrawn_unreceived bigint NOT NULL,
    closed bigint NOT NULL,
    CONSTRAINT pk_dossier_day_count PRIMARY KEY (day, channel)
);
COMMENT ON TABLE projected.dossier_day_count IS 'the sums of dossier_count over all agencies and procedures';
COMMENT ON COLUMN projected.dossier_day_count.received IS 'of the day';
COMMENT ON COLUMN projected.dossier_day_count.digitised IS 'of those received, all papers digitised';
COMMENT ON COLUMN projected.dossier_day_count.reused IS 'of those received, a digitised paper used again';
COMMENT ON COLUMN projected.dossier_day_count.paid_online IS 'of those received, a fee paid online';
COMMENT ON COLUMN projected.dossier_day_count.done IS 'of the day, with a result';
COMMENT ON COLUMN projected.dossier_day_count.early IS 'results before the appointed day';
COMMENT ON COLUMN projected.dossier_day_count.on_time IS 'results in time on the appointed day';
COMMENT ON COLUMN projected.dossier_day_count.late IS 'results after the appointment';
COMMENT ON COLUMN projected.dossier_day_count.without_appointment IS 'results where there was none';
COMMENT ON COLUMN projected.dossier_day_count.stopped IS 'of the day, after reception';
COMMENT ON COLUMN projected.dossier_day_count.withdrawn IS 'of the day, after reception';
COMMENT ON COLUMN projected.dossier_day_count.declined IS 'of the day';
COMMENT ON COLUMN projected.dossier_day_count.withdrawn_unreceived IS 'of the day, before reception';
COMMENT ON COLUMN projected.dossier_day_count.closed IS 'received, and no longer open from the end of the day on';
