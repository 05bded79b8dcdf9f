-- The Decisions whose lists a Decision replaces, recorded here or not.

CREATE TABLE list_replacement (
    decision_id uuid NOT NULL,
    position integer NOT NULL,
    replaced_id uuid,
    number text NOT NULL,
    canonical_number text NOT NULL,
    issuing_body text NOT NULL,
    signed_on date NOT NULL,
    CONSTRAINT pk_list_replacement PRIMARY KEY (decision_id, position),
    CONSTRAINT fk_list_replacement_decision_id_decision FOREIGN KEY (decision_id) REFERENCES decision (id),
    CONSTRAINT fk_list_replacement_replaced_id_decision FOREIGN KEY (replaced_id) REFERENCES decision (id)
);
COMMENT ON TABLE list_replacement IS 'the Decisions whose lists a Decision replaces, recorded here or not';
COMMENT ON COLUMN list_replacement.replaced_id IS 'null where it is stated by number and day';
COMMENT ON COLUMN list_replacement.number IS 'as written';
CREATE INDEX ix_list_replacement_replaced_id ON list_replacement (replaced_id);
CREATE INDEX ix_list_replacement_canonical_number_signed_on ON list_replacement (canonical_number, signed_on);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON list_replacement
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
