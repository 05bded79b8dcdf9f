-- Indicators, their targets and values. A revision of an indicator, a value and the decision about it never change.

CREATE TABLE indicator (
    code text NOT NULL,
    revision integer NOT NULL,
    name_vi text NOT NULL,
    name_en text NOT NULL,
    unit_vi text NOT NULL,
    unit_en text NOT NULL,
    kind text NOT NULL,
    decimals integer NOT NULL,
    period_kind text NOT NULL,
    dimension text NOT NULL,
    better text NOT NULL,
    ground text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    agencies text[] NOT NULL,
    defined_by text NOT NULL,
    defined_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_indicator PRIMARY KEY (code, revision),
    CONSTRAINT ck_indicator_kind CHECK (kind IN ('count', 'amount', 'share')),
    CONSTRAINT ck_indicator_decimals CHECK (decimals BETWEEN 0 AND 6),
    CONSTRAINT ck_indicator_period_kind CHECK (period_kind IN ('day', 'week', 'month', 'quarter', 'half', 'year')),
    CONSTRAINT ck_indicator_dimension CHECK (dimension IN ('none', 'agency', 'level', 'field', 'commune')),
    CONSTRAINT ck_indicator_better CHECK (better IN ('up', 'down')),
    CONSTRAINT ck_indicator_validity CHECK (valid_from < valid_to)
);
COMMENT ON TABLE indicator IS 'what agencies enter values for; of each code the highest revision applies';
COMMENT ON COLUMN indicator.valid_to IS 'the first day on which it is no longer valid';
COMMENT ON COLUMN indicator.agencies IS 'the codes of the agencies that enter it';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON indicator
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE indicator_target (
    code text NOT NULL,
    revision integer NOT NULL,
    place text NOT NULL,
    period text NOT NULL,
    amount numeric NOT NULL,
    CONSTRAINT pk_indicator_target PRIMARY KEY (code, revision, place, period),
    CONSTRAINT fk_indicator_target_code_revision_indicator FOREIGN KEY (code, revision)
        REFERENCES indicator (code, revision)
);
COMMENT ON COLUMN indicator_target.place IS 'empty: the whole province';
COMMENT ON COLUMN indicator_target.amount IS 'in the unit of the indicator; of a share in per cent';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON indicator_target
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE indicator_value (
    id uuid NOT NULL,
    indicator_code text NOT NULL,
    indicator_revision integer NOT NULL,
    place text NOT NULL,
    period text NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    number integer NOT NULL,
    numerator numeric NOT NULL,
    denominator numeric,
    estimated boolean NOT NULL,
    source_document text,
    note text,
    agency_code text NOT NULL,
    replaces uuid,
    entered_by text NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_indicator_value PRIMARY KEY (id),
    CONSTRAINT fk_indicator_value_indicator_code_indicator_revision_indicator
        FOREIGN KEY (indicator_code, indicator_revision) REFERENCES indicator (code, revision),
    CONSTRAINT fk_indicator_value_replaces_indicator_value FOREIGN KEY (replaces) REFERENCES indicator_value (id),
    CONSTRAINT uq_indicator_value_replaces UNIQUE (replaces),
    CONSTRAINT uq_indicator_value_indicator_code_place_period_number UNIQUE
        (indicator_code, place, period, number),
    CONSTRAINT ck_indicator_value_replaces CHECK ((number = 1) = (replaces IS NULL)),
    CONSTRAINT ck_indicator_value_days CHECK (first_day <= last_day)
);
COMMENT ON TABLE indicator_value IS 'values as agencies entered them; only those with an approval count';
COMMENT ON COLUMN indicator_value.place IS 'empty: the whole province';
COMMENT ON COLUMN indicator_value.number IS 'the how manieth for this indicator, place and period';
COMMENT ON COLUMN indicator_value.estimated IS 'stated as an estimate (khoảng)';
CREATE INDEX ix_indicator_value_agency_code_first_day ON indicator_value (agency_code, first_day);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON indicator_value
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE value_approval (
    value_id uuid NOT NULL,
    outcome text NOT NULL,
    ground text NOT NULL,
    decided_by text NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_value_approval PRIMARY KEY (value_id),
    CONSTRAINT fk_value_approval_value_id_indicator_value FOREIGN KEY (value_id) REFERENCES indicator_value (id),
    CONSTRAINT ck_value_approval_outcome CHECK (outcome IN ('approved', 'sent_back'))
);
COMMENT ON TABLE value_approval IS 'what another person decided about a value; without a row it is submitted';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON value_approval
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
