-- Results of review rounds. They only grow in number.

CREATE TABLE review_result (
    round_id uuid NOT NULL,
    number integer NOT NULL,
    compared_on date NOT NULL,
    ground text NOT NULL,
    procedures integer NOT NULL,
    gone integer NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_review_result PRIMARY KEY (round_id, number),
    CONSTRAINT fk_review_result_round_id_review_round FOREIGN KEY (round_id) REFERENCES review_round (id)
);
COMMENT ON TABLE review_result IS 'what officers recorded as the result of a round; the highest number applies';
COMMENT ON COLUMN review_result.compared_on IS 'the day whose law is compared with that of the first day of the round';
COMMENT ON COLUMN review_result.ground IS 'the document by which the result was established';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON review_result
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
