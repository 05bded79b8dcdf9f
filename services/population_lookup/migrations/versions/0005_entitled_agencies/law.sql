-- Which agencies may look up for a procedure, as the events of `procedures` state it.

ALTER TABLE projected.lawful_period ADD COLUMN agencies text;
COMMENT ON COLUMN projected.lawful_period.agencies IS
    'codes separated by spaces; null: every agency, as the events do not state them';
ALTER TABLE projected.lawful_period ADD COLUMN communes boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN projected.lawful_period.communes IS 'whether every commune that exists on the day may, too';

CREATE TABLE projected.commune (
    agency_code text NOT NULL,
    valid_from date,
    valid_to date,
    CONSTRAINT pk_commune PRIMARY KEY (agency_code)
);
COMMENT ON TABLE projected.commune IS 'the agencies that are communes';
COMMENT ON COLUMN projected.commune.valid_to IS 'the first day on which the commune no longer exists';
