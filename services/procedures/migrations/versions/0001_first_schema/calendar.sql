-- The calendar of working days.

CREATE TABLE calendar_day (
    id bigint GENERATED ALWAYS AS IDENTITY,
    day date NOT NULL,
    working boolean NOT NULL,
    note text NOT NULL,
    by_officer boolean NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_calendar_day PRIMARY KEY (id)
);
COMMENT ON TABLE calendar_day IS
    'for a day, the latest row of an officer applies, else the latest of the holiday library; a day without a row '
    'follows its weekday';
COMMENT ON COLUMN calendar_day.by_officer IS
    'recorded by an officer; such a row takes precedence over rows of the holiday library';
CREATE INDEX ix_calendar_day_day ON calendar_day (day);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON calendar_day
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
