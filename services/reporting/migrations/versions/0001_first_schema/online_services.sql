-- The periods and levels of online services, projected from the events of `online_services`.

CREATE TABLE projected.online_level (
    service_id text NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    level text NOT NULL,
    procedure_code text NOT NULL,
    agency_code text NOT NULL,
    agency_name text NOT NULL,
    administrative_level text NOT NULL,
    under_review boolean NOT NULL,
    CONSTRAINT pk_online_level PRIMARY KEY (service_id, effective_from)
);
