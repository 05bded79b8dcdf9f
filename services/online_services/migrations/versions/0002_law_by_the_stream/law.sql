-- What filing needs of the law: the content of each version, internal processes, the calendar, working hours, agencies.

ALTER TABLE projected.procedure_period ADD COLUMN content_sha256 text;
COMMENT ON COLUMN projected.procedure_period.content_sha256 IS
    'of the content of the version; null where events from before did not state it';

CREATE TABLE projected.approved_process (
    decision_id text NOT NULL,
    process_code text NOT NULL,
    procedure_code text NOT NULL,
    name text NOT NULL,
    inter_agency boolean NOT NULL,
    agency_code text NOT NULL,
    agency_name text NOT NULL,
    channel text,
    for_case text,
    steps text NOT NULL,
    signed_on date NOT NULL,
    decision text NOT NULL,
    CONSTRAINT pk_approved_process PRIMARY KEY (decision_id, process_code)
);
COMMENT ON COLUMN projected.approved_process.channel IS 'null: for dossiers of all channels';
COMMENT ON COLUMN projected.approved_process.for_case IS 'null: for dossiers of every case';
COMMENT ON COLUMN projected.approved_process.steps IS 'as JSON';
COMMENT ON COLUMN projected.approved_process.decision IS 'the Decision that approved it, as JSON';
CREATE INDEX ix_approved_process_procedure_code ON projected.approved_process (procedure_code);

CREATE TABLE projected.recorded_decision (
    decision_id text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_recorded_decision PRIMARY KEY (decision_id)
);

CREATE TABLE projected.annulled_decision (
    decision_id text NOT NULL,
    effective_from date NOT NULL,
    CONSTRAINT pk_annulled_decision PRIMARY KEY (decision_id)
);
COMMENT ON TABLE projected.annulled_decision IS 'Decisions that are annulled entirely';
COMMENT ON COLUMN projected.annulled_decision.effective_from IS 'the processes that it approved end on that day';

CREATE TABLE projected.calendar_day (
    day date NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    working boolean NOT NULL,
    note text NOT NULL,
    CONSTRAINT pk_calendar_day PRIMARY KEY (day, recorded_at)
);
COMMENT ON TABLE projected.calendar_day IS
    'for a day and a moment, the last row recorded until then applies; a day without a row follows its weekday';

CREATE TABLE projected.working_hours (
    unit text NOT NULL,
    valid_from date NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    hours text NOT NULL,
    legal_basis text NOT NULL,
    CONSTRAINT pk_working_hours PRIMARY KEY (unit, valid_from, recorded_at)
);
COMMENT ON COLUMN projected.working_hours.hours IS 'a decimal number';

CREATE TABLE projected.agency (
    code text NOT NULL,
    name text NOT NULL,
    valid_from date,
    valid_to date,
    successor_codes text NOT NULL,
    CONSTRAINT pk_agency PRIMARY KEY (code)
);
COMMENT ON COLUMN projected.agency.valid_to IS 'the first day on which the agency no longer exists';
COMMENT ON COLUMN projected.agency.successor_codes IS 'separated by a space';

CREATE TABLE version_content (
    procedure_code text NOT NULL,
    version integer NOT NULL,
    content text NOT NULL,
    content_sha256 text NOT NULL,
    stated boolean NOT NULL,
    fetched_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_version_content PRIMARY KEY (procedure_code, version)
);
COMMENT ON TABLE version_content IS
    'what was fetched from `procedures`, once and for ever: dossiers are handled under the version of their day';
COMMENT ON COLUMN version_content.content IS 'JSON, exactly the bytes that were fetched';
COMMENT ON COLUMN version_content.stated IS 'whether an event stated the hash; if not, it is the first seen';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON version_content
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
