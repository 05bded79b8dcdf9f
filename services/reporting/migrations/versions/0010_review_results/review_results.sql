-- What rounds of review have cut. Rows come by the stream from now on: no result was recorded before.

CREATE TABLE projected.review_cut (
    round_id text NOT NULL,
    result integer NOT NULL,
    procedure_code text NOT NULL,
    measure text NOT NULL,
    unit text NOT NULL,
    numerator text NOT NULL,
    denominator text NOT NULL,
    not_comparable integer NOT NULL,
    round_name text NOT NULL,
    compared_on date NOT NULL,
    gone boolean NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_review_cut PRIMARY KEY (round_id, result, procedure_code, measure, unit)
);
COMMENT ON TABLE projected.review_cut IS 'what rounds of review have cut; of each round the highest result applies';
COMMENT ON COLUMN projected.review_cut.numerator IS 'an exact number, as the event states it';
COMMENT ON COLUMN projected.review_cut.denominator IS 'the same';
COMMENT ON COLUMN projected.review_cut.unit IS 'of time, where time is measured; else empty';
