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
    entire_decision boolean,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_rectification PRIMARY KEY (id),
    CONSTRAINT fk_rectification_decision_id_decision FOREIGN KEY (decision_id) REFERENCES decision (id),
    CONSTRAINT ck_rectification_kind CHECK (kind IN ('annulment', 'correction')),
    CONSTRAINT ck_rectification_effective_from CHECK
        ((kind = 'annulment') = (effective_from IS NOT NULL AND entire_decision IS NOT NULL)),
    CONSTRAINT uq_rectification_id_kind UNIQUE (id, kind)
);
COMMENT ON COLUMN rectification.effective_from IS 'the stated day from which an annulment applies';
COMMENT ON COLUMN rectification.legal_document_provincial IS 'whether the province itself issued the legal document';
COMMENT ON COLUMN rectification.entire_decision IS
    'whether the entire Decision was annulled, not only some of its items';
COMMENT ON COLUMN rectification.recorded_at IS 'when this system recorded it';
CREATE INDEX ix_rectification_decision_id ON rectification (decision_id);
CREATE UNIQUE INDEX uq_rectification_entire_decision_once ON rectification (decision_id) WHERE entire_decision;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rectification
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE rectification_item (
    rectification_id uuid NOT NULL,
    item_number integer NOT NULL,
    decision_id uuid NOT NULL,
    kind text NOT NULL,
    previous_effective_on date,
    effective_on date,
    corrected_parts text[],
    CONSTRAINT pk_rectification_item PRIMARY KEY (rectification_id, item_number),
    CONSTRAINT fk_rectification_item_rectification_id_kind_rectification FOREIGN KEY (rectification_id, kind)
        REFERENCES rectification (id, kind),
    CONSTRAINT fk_rectification_item_decision_id_item_number_decision_item FOREIGN KEY (decision_id, item_number)
        REFERENCES decision_item (decision_id, number),
    CONSTRAINT ck_rectification_item_effective_on CHECK ((previous_effective_on IS NULL) = (effective_on IS NULL)),
    CONSTRAINT ck_rectification_item_corrects_something CHECK
        ((kind = 'correction') = (effective_on IS NOT NULL OR corrected_parts IS NOT NULL))
);
COMMENT ON COLUMN rectification_item.previous_effective_on IS
    'the effective date of the item before the correction';
COMMENT ON COLUMN rectification_item.effective_on IS 'the corrected effective date';
COMMENT ON COLUMN rectification_item.corrected_parts IS 'the parts of the content that were corrected';
CREATE UNIQUE INDEX uq_rectification_item_annulled_once ON rectification_item (decision_id, item_number)
    WHERE kind = 'annulment';
CREATE INDEX ix_rectification_item_decision_id ON rectification_item (decision_id, item_number);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rectification_item
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE rectification_procedure (
    rectification_id uuid NOT NULL,
    procedure_id bigint NOT NULL,
    item_number integer NOT NULL,
    version integer,
    CONSTRAINT pk_rectification_procedure PRIMARY KEY (rectification_id, procedure_id, item_number),
    CONSTRAINT fk_rectification_procedure_procedure_id_procedure FOREIGN KEY (procedure_id) REFERENCES procedure (id),
    CONSTRAINT fk_rectification_procedure_rectification_item FOREIGN KEY (rectification_id, item_number)
        REFERENCES rectification_item (rectification_id, item_number)
);
COMMENT ON TABLE rectification_procedure IS 'which procedures a rectification concerns, also where no period changed';
COMMENT ON COLUMN rectification_procedure.version IS 'the version with the corrected content';
CREATE INDEX ix_rectification_procedure_procedure_id ON rectification_procedure (procedure_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rectification_procedure
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE version
    ADD CONSTRAINT fk_version_correction_id_rectification FOREIGN KEY (correction_id) REFERENCES rectification (id);
