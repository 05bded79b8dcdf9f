-- Decisions with their legal documents and items.
-- Their status follows the approval workflow step by step; the columns that deadlines depend on never change.

CREATE FUNCTION check_approval_workflow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.revision = OLD.revision + 1
        AND (OLD.status, NEW.status) IN (('draft', 'review'), ('draft', 'discarded'), ('review', 'review'),
            ('review', 'draft'), ('review', 'signed'), ('signed', 'draft'), ('signed', 'discarded'),
            ('signed', 'published'))
        AND (NEW.id, NEW.issuing_body, NEW.agency_code, NEW.title, NEW.topics, NEW.back_entered)
          = (OLD.id, OLD.issuing_body, OLD.agency_code, OLD.title, OLD.topics, OLD.back_entered)
        AND (NEW.created_by, NEW.created_at) = (OLD.created_by, OLD.created_at)
        AND NEW.revises IS NOT DISTINCT FROM OLD.revises
        AND ((OLD.status, NEW.status) = ('review', 'signed')
          OR (NEW.number, NEW.canonical_number, NEW.signed_on, NEW.late)
            IS NOT DISTINCT FROM (OLD.number, OLD.canonical_number, OLD.signed_on, OLD.late))
        AND ((OLD.status, NEW.status) IN (('review', 'signed'), ('signed', 'draft'))
          OR (NEW.signed_file_sha256, NEW.signer) IS NOT DISTINCT FROM (OLD.signed_file_sha256, OLD.signer)) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a Decision changes in one way only: step by step in the approval workflow'
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION refuse_deadline_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'deadlines, and the columns that they depend on, never change'
        USING ERRCODE = 'restrict_violation'; END $$;

CREATE TABLE decision (
    id uuid NOT NULL,
    number text,
    canonical_number text,
    issuing_body text NOT NULL,
    signed_on date NOT NULL,
    signed_year integer NOT NULL,
    agency_code text NOT NULL,
    title text NOT NULL,
    topics text[] NOT NULL,
    status text NOT NULL,
    revision integer NOT NULL,
    back_entered boolean NOT NULL,
    late boolean NOT NULL,
    published_on date,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    published_by text,
    recorded_at timestamp with time zone,
    discarded_by text,
    discarded_at timestamp with time zone,
    shortened boolean NOT NULL DEFAULT false,
    due_on date,
    due_article text,
    approved boolean NOT NULL DEFAULT false,
    signed_file_sha256 text,
    signer text,
    revises uuid,
    CONSTRAINT pk_decision PRIMARY KEY (id),
    CONSTRAINT fk_decision_agency_code_agency FOREIGN KEY (agency_code) REFERENCES agency (code),
    CONSTRAINT fk_decision_revises_decision FOREIGN KEY (revises) REFERENCES decision (id),
    CONSTRAINT ck_decision_signed_year CHECK (signed_year = EXTRACT(year FROM signed_on)),
    CONSTRAINT ck_decision_status CHECK (status IN ('draft', 'review', 'signed', 'published', 'discarded')),
    CONSTRAINT ck_decision_number CHECK (status NOT IN ('signed', 'published') OR number IS NOT NULL),
    CONSTRAINT ck_decision_canonical_number CHECK ((number IS NULL) = (canonical_number IS NULL)),
    CONSTRAINT ck_decision_signed CHECK (status <> 'signed' OR signed_file_sha256 IS NOT NULL),
    CONSTRAINT ck_decision_signed_file_sha256 CHECK (signed_file_sha256 ~ '^[0-9a-f]{64}$'),
    CONSTRAINT ck_decision_published CHECK
        ((status = 'published') = (recorded_at IS NOT NULL AND published_by IS NOT NULL)),
    CONSTRAINT ck_decision_discarded CHECK
        ((status = 'discarded') = (discarded_at IS NOT NULL AND discarded_by IS NOT NULL)),
    CONSTRAINT ck_decision_published_on CHECK (status <> 'published' OR published_on IS NOT NULL)
);
COMMENT ON COLUMN decision.number IS 'null until a number is assigned, at the latest when the Decision is signed';
COMMENT ON COLUMN decision.canonical_number IS
    'the canonical form of the number, by which it is compared and looked up';
COMMENT ON COLUMN decision.late IS 'whether an item took effect before the signing day';
COMMENT ON COLUMN decision.published_on IS
    'the stated day of a back-entered Decision, else the day of publication in this system';
COMMENT ON COLUMN decision.recorded_at IS
    'when this system recorded the publication; the known range of its periods starts here';
COMMENT ON COLUMN decision.shortened IS 'shortened procedure (rút gọn), which has its own deadlines';
COMMENT ON COLUMN decision.due_on IS 'the last day for signing in time, as computed at publication';
COMMENT ON COLUMN decision.approved IS 'whether the body that controls procedures approved it';
COMMENT ON COLUMN decision.signed_file_sha256 IS
    'in hexadecimal digits; of a back-entered Decision as stated by who recorded it';
COMMENT ON COLUMN decision.signer IS 'the official title (chức vụ) of the signer';
COMMENT ON COLUMN decision.revises IS 'the draft that this one revises';
CREATE UNIQUE INDEX uq_decision_issuing_body_signed_year_canonical_number
    ON decision (issuing_body, signed_year, canonical_number) WHERE status <> 'discarded';
CREATE INDEX ix_decision_signed_on_id ON decision (signed_on, id);
CREATE TRIGGER refuse_deletion BEFORE DELETE OR TRUNCATE ON decision
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER check_approval_workflow BEFORE UPDATE ON decision
    FOR EACH ROW EXECUTE FUNCTION check_approval_workflow();
CREATE TRIGGER shortened_never_changes BEFORE UPDATE ON decision FOR EACH ROW
    WHEN (NEW.shortened IS DISTINCT FROM OLD.shortened) EXECUTE FUNCTION refuse_deadline_change();

CREATE TABLE legal_document (
    decision_id uuid NOT NULL,
    canonical_number text NOT NULL,
    number text NOT NULL,
    title text NOT NULL,
    issued_on date NOT NULL,
    effective_on date,
    provincial boolean NOT NULL DEFAULT false,
    ministry_decision boolean NOT NULL DEFAULT false,
    CONSTRAINT pk_legal_document PRIMARY KEY (decision_id, canonical_number),
    CONSTRAINT fk_legal_document_decision_id_decision FOREIGN KEY (decision_id) REFERENCES decision (id),
    CONSTRAINT ck_legal_document_effective_on CHECK (ministry_decision = (effective_on IS NULL)),
    CONSTRAINT ck_legal_document_ministry_decision CHECK (NOT (ministry_decision AND provincial))
);
COMMENT ON COLUMN legal_document.effective_on IS
    'null of a ministry''s Decision of publication, which has no such day';
COMMENT ON COLUMN legal_document.ministry_decision IS
    'whether it is the Decision by which a ministry publishes procedures';
COMMENT ON COLUMN legal_document.number IS 'as written';
COMMENT ON COLUMN legal_document.provincial IS 'whether the province''s own council or committee issued it';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON legal_document
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE decision_item (
    decision_id uuid NOT NULL,
    number integer NOT NULL,
    kind text NOT NULL,
    procedure_code text NOT NULL,
    successor_code text,
    effective_on date NOT NULL,
    legal_document_number text,
    legal_document_canonical_number text,
    online_level text,
    name text,
    field_code text,
    agency_code text,
    levels text[],
    population_fields text[],
    content json,
    changed_parts text[],
    published_as text,
    ministry_publication_code text,
    ministry_publication_decision_number text,
    fee_delegation text,
    predecessor_unrecorded boolean NOT NULL DEFAULT false,
    designation text,
    list text,
    section text,
    list_number text,
    heading json,
    CONSTRAINT pk_decision_item PRIMARY KEY (decision_id, number),
    CONSTRAINT fk_decision_item_decision_id_decision FOREIGN KEY (decision_id) REFERENCES decision (id),
    CONSTRAINT fk_decision_item_field_code_field FOREIGN KEY (field_code) REFERENCES field (code),
    CONSTRAINT fk_decision_item_agency_code_agency FOREIGN KEY (agency_code) REFERENCES agency (code),
    CONSTRAINT fk_decision_item_legal_document FOREIGN KEY (decision_id, legal_document_canonical_number)
        REFERENCES legal_document (decision_id, canonical_number),
    CONSTRAINT ck_decision_item_kind CHECK (kind IN
        ('introduce', 'amend', 'replace', 'repeal', 'declare_online', 'standardise', 'designate', 'confirm')),
    CONSTRAINT ck_decision_item_content CHECK
        ((kind IN ('introduce', 'amend', 'replace', 'standardise')) = (content IS NOT NULL)),
    CONSTRAINT fk_decision_item_designation_designation FOREIGN KEY (designation) REFERENCES designation (code),
    CONSTRAINT ck_decision_item_designation CHECK (designation IS NULL OR kind IN ('declare_online', 'designate')),
    CONSTRAINT ck_decision_item_designated CHECK (kind <> 'designate' OR designation IS NOT NULL),
    CONSTRAINT ck_decision_item_online_level CHECK ((kind = 'declare_online') = (online_level IS NOT NULL)),
    CONSTRAINT ck_decision_item_successor_code CHECK (successor_code IS NULL OR kind = 'replace'),
    CONSTRAINT ck_decision_item_legal_document_number CHECK
        (kind <> 'repeal' OR num_nonnulls(legal_document_number, ministry_publication_decision_number) > 0),
    CONSTRAINT ck_decision_item_legal_document_canonical_number CHECK
        ((legal_document_number IS NULL) = (legal_document_canonical_number IS NULL)),
    CONSTRAINT ck_decision_item_changed_parts CHECK
        (changed_parts IS NULL OR kind IN ('amend', 'standardise') OR (kind = 'replace' AND successor_code IS NULL)),
    CONSTRAINT ck_decision_item_predecessor_unrecorded CHECK
        (NOT predecessor_unrecorded
         OR (kind IN ('amend', 'replace', 'repeal', 'standardise')
             AND num_nonnulls(legal_document_number, ministry_publication_decision_number) > 0)),
    CONSTRAINT ck_decision_item_heading CHECK
        ((heading IS NOT NULL) = (predecessor_unrecorded AND (kind = 'repeal' OR successor_code IS NOT NULL))),
    CONSTRAINT ck_decision_item_published_as CHECK (published_as IN ('list', 'content')),
    CONSTRAINT ck_decision_item_ministry_publication CHECK (
        (ministry_publication_code IS NULL) = (ministry_publication_decision_number IS NULL)
        AND (published_as IS NOT DISTINCT FROM 'list' OR num_nonnulls(ministry_publication_code, fee_delegation) = 0))
);
COMMENT ON COLUMN decision_item.legal_document_number IS 'as the item writes it';
COMMENT ON COLUMN decision_item.content IS
    'the complete content, stored exactly as responses show it; name to population_fields are copies of its members';
COMMENT ON COLUMN decision_item.changed_parts IS
    'the parts that the Decision states as changed (Article 15 NĐ 63/2010); null: it states none';
COMMENT ON COLUMN decision_item.published_as IS
    'list or content (Article 13(2) NĐ 63/2010); null: the item does not state it';
COMMENT ON COLUMN decision_item.fee_delegation IS 'the legal document that delegates the fee to the province';
COMMENT ON COLUMN decision_item.predecessor_unrecorded IS
    'whether the item states that no earlier version of the procedure is recorded here';
COMMENT ON COLUMN decision_item.heading IS
    'name, field, agency and levels of an ended procedure of which nothing is recorded';
CREATE INDEX ix_decision_item_predecessor_unrecorded ON decision_item (procedure_code) WHERE predecessor_unrecorded;
COMMENT ON COLUMN decision_item.list IS 'the heading of the list in which the Decision prints the item';
COMMENT ON COLUMN decision_item.section IS 'the heading within the list';
COMMENT ON COLUMN decision_item.list_number IS 'the number in the list, as printed';
CREATE INDEX ix_decision_item_procedure_code_decision_id ON decision_item (procedure_code, decision_id);
CREATE UNIQUE INDEX uq_decision_item_changed_procedure ON decision_item (procedure_code, decision_id)
    WHERE kind NOT IN ('declare_online', 'designate', 'confirm');
CREATE UNIQUE INDEX uq_decision_item_declared_procedure ON decision_item (procedure_code, decision_id)
    WHERE kind = 'declare_online';
CREATE UNIQUE INDEX uq_decision_item_successor_code_decision_id ON decision_item (successor_code, decision_id)
    WHERE successor_code IS NOT NULL;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON decision_item
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
