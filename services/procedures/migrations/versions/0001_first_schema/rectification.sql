-- Annulments and corrections of published Decisions.

CREATE TABLE rectification (
    id uuid NOT NULL,
    kind text NOT NULL,
    decision_id uuid NOT NULL,
    number text NOT NULL,
    issuing_body text NOT NULL,
    signed_on date NOT NULL,
    title text NOT NULL,
    legal_document_number text NOT NULL,
    legal_document_title text NOT NULL,
    legal_document_issued_on date NOT NULL,
    legal_document_effective_on date NOT NULL,
    legal_document_provincial boolean NOT NULL,
    reason text NOT NULL,
    effective_from date,
    whole boolean,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_rectification PRIMARY KEY (id),
    CONSTRAINT fk_rectification_decision_id_decision FOREIGN KEY (decision_id) REFERENCES decision (id),
    CONSTRAINT ck_rectification_kind CHECK (kind IN ('annulment', 'correction')),
    CONSTRAINT ck_rectification_effective_from CHECK
        ((kind = 'annulment') = (effective_from IS NOT NULL AND whole IS NOT NULL)),
    CONSTRAINT uq_rectification_id_kind UNIQUE (id, kind)
);
COMMENT ON COLUMN rectification.effective_from IS 'the stated day of an annulment';
COMMENT ON COLUMN rectification.legal_document_provincial IS 'issued by the province itself';
COMMENT ON COLUMN rectification.whole IS 'the Decision was annulled as such';
COMMENT ON COLUMN rectification.recorded_at IS 'when this system knew';
CREATE INDEX ix_rectification_decision_id ON rectification (decision_id);
CREATE UNIQUE INDEX uq_rectification_annulled_as_a_whole_once ON rectification (decision_id) WHERE whole;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rectification
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE rectification_item (
    act_id uuid NOT NULL,
    item_number integer NOT NULL,
    decision_id uuid NOT NULL,
    kind text NOT NULL,
    previous_effective_on date,
    effective_on date,
    corrected_parts text[],
    CONSTRAINT pk_rectification_item PRIMARY KEY (act_id, item_number),
    CONSTRAINT fk_rectification_item_act_id_kind_rectification FOREIGN KEY (act_id, kind)
        REFERENCES rectification (id, kind),
    CONSTRAINT fk_rectification_item_decision_id_item_number_decision_item FOREIGN KEY (decision_id, item_number)
        REFERENCES decision_item (decision_id, number),
    CONSTRAINT ck_rectification_item_effective_on CHECK ((previous_effective_on IS NULL) = (effective_on IS NULL)),
    CONSTRAINT ck_rectification_item_corrects_something CHECK
        ((kind = 'correction') = (effective_on IS NOT NULL OR corrected_parts IS NOT NULL))
);
COMMENT ON COLUMN rectification_item.previous_effective_on IS
    'what was taken for the day of the item until the correction';
COMMENT ON COLUMN rectification_item.effective_on IS 'its right day';
COMMENT ON COLUMN rectification_item.corrected_parts IS 'what is mended in its content';
CREATE UNIQUE INDEX uq_rectification_item_annulled_once ON rectification_item (decision_id, item_number)
    WHERE kind = 'annulment';
CREATE INDEX ix_rectification_item_decision_id ON rectification_item (decision_id, item_number);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rectification_item
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE rectification_procedure (
    act_id uuid NOT NULL,
    procedure_id bigint NOT NULL,
    item_number integer NOT NULL,
    version integer,
    CONSTRAINT pk_rectification_procedure PRIMARY KEY (act_id, procedure_id),
    CONSTRAINT fk_rectification_procedure_procedure_id_procedure FOREIGN KEY (procedure_id) REFERENCES procedure (id),
    CONSTRAINT fk_rectification_procedure_rectification_item FOREIGN KEY (act_id, item_number)
        REFERENCES rectification_item (act_id, item_number)
);
COMMENT ON TABLE rectification_procedure IS 'which procedures an act touched, also where nothing became of it';
COMMENT ON COLUMN rectification_procedure.version IS 'the version with the content as it is mended';
CREATE INDEX ix_rectification_procedure_procedure_id ON rectification_procedure (procedure_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rectification_procedure
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE version
    ADD CONSTRAINT fk_version_correction_id_rectification FOREIGN KEY (correction_id) REFERENCES rectification (id);
