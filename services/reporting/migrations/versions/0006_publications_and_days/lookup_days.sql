-- The numbers of look-ups of each day: a report of a year reads some thousand rows, however many agencies and procedures
-- there are.

CREATE TABLE projected.lookup_day_count (
    day date NOT NULL,
    outcome text NOT NULL,
    recorded_on date NOT NULL,
    lookups bigint NOT NULL,
    CONSTRAINT pk_lookup_day_count PRIMARY KEY (day, outcome, recorded_on)
);
COMMENT ON TABLE projected.lookup_day_count IS 'the sums of lookup_count over all agencies and procedures';
COMMENT ON COLUMN projected.lookup_day_count.outcome IS 'matched, not_matched, or the type of the refusal';
COMMENT ON COLUMN projected.lookup_day_count.recorded_on IS
    'the day on which they were recorded: until now always the day on which they were answered';

INSERT INTO projected.lookup_day_count (day, outcome, recorded_on, lookups)
SELECT day, outcome, recorded_on, sum(lookups) FROM projected.lookup_count GROUP BY 1, 2, 3;
