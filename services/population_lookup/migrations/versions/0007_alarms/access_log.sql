-- Alarms about unusual look-ups. Lines are written nearly in the order of their moments: so a BRIN index finds those of
-- the last hour, and costs a look-up nothing that could be measured.

CREATE INDEX ix_access_log_at ON access_log USING brin (at) WITH (pages_per_range = 16);

CREATE TABLE alarm_rule (
    kind text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    threshold integer NOT NULL,
    fewest integer NOT NULL,
    source text NOT NULL,
    certainty text NOT NULL,
    CONSTRAINT pk_alarm_rule PRIMARY KEY (kind, valid_from),
    CONSTRAINT ck_alarm_rule_kind CHECK (kind IN ('many_persons', 'sequential_numbers', 'many_officers', 'not_matched'))
);
COMMENT ON COLUMN alarm_rule.threshold IS 'an alarm is raised above it; not_matched: percent';
COMMENT ON COLUMN alarm_rule.fewest IS 'not_matched: the look-ups of an hour below which there is no alarm';
COMMENT ON COLUMN alarm_rule.certainty IS 'how reliable the source is: law, page, code, news, memory, own';

INSERT INTO alarm_rule (kind, valid_from, threshold, fewest, source, certainty) VALUES
    ('many_persons', '2017-10-01', 50, 0, 'no source states a number: ours', 'own'),
    ('sequential_numbers', '2017-10-01', 4, 0, 'no source states a number: ours', 'own'),
    ('many_officers', '2017-10-01', 5, 0, 'no source states a number: ours', 'own'),
    ('not_matched', '2017-10-01', 30, 10, 'no source states a number: ours', 'own');

CREATE TABLE raised_alarm (
    lookup_id uuid NOT NULL,
    kind text NOT NULL,
    agency_code text NOT NULL,
    officer_id text NOT NULL,
    person text NOT NULL,
    number bigint NOT NULL,
    threshold integer NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_raised_alarm PRIMARY KEY (lookup_id)
);
COMMENT ON TABLE raised_alarm IS 'alarms about unusual look-ups; each is a line of the access log';
COMMENT ON COLUMN raised_alarm.lookup_id IS 'of the line in the access log';
COMMENT ON COLUMN raised_alarm.officer_id IS 'whose look-ups are unusual; empty where it is about a citizen';
COMMENT ON COLUMN raised_alarm.person IS 'the number of the citizen whom many officers looked up, else empty';
CREATE INDEX ix_raised_alarm_raised_at ON raised_alarm (raised_at);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON raised_alarm
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
