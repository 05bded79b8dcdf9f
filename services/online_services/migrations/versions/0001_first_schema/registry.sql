-- The registry of online services: when each is offered, at which level, and the history of its changes.

CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE offered_procedure (
    id bigint GENERATED ALWAYS AS IDENTITY,
    code text NOT NULL,
    CONSTRAINT pk_offered_procedure PRIMARY KEY (id),
    CONSTRAINT uq_offered_procedure_code UNIQUE (code)
);
COMMENT ON TABLE offered_procedure IS
    'one row per procedure that the registry ever handled; its row lock serialises a registration and a repeal';

CREATE TABLE partial_reason (
    code text NOT NULL,
    name text NOT NULL,
    name_en text NOT NULL,
    source text NOT NULL,
    CONSTRAINT pk_partial_reason PRIMARY KEY (code)
);
COMMENT ON COLUMN partial_reason.name IS 'as published, Vietnamese';
COMMENT ON COLUMN partial_reason.source IS 'the law that lists the reason';
INSERT INTO partial_reason (code, name, name_en, source) VALUES
    ('must_be_present', 'Tổ chức, cá nhân phải có mặt', 'The applicant must be present', 'NĐ 224/2026/NĐ-CP, Điều 14'),
    ('field_verification', 'Phải kiểm tra, xác minh thực địa', 'Verification in the field is needed',
        'NĐ 224/2026/NĐ-CP, Điều 14'),
    ('technical_incident', 'Sự cố kỹ thuật', 'A technical incident', 'NĐ 224/2026/NĐ-CP, Điều 14'),
    ('other_technical_problem', 'Vướng mắc kỹ thuật khác', 'Another technical problem', 'NĐ 224/2026/NĐ-CP, Điều 14');

CREATE TABLE online_service (
    id uuid NOT NULL,
    procedure_id bigint NOT NULL,
    procedure_code text NOT NULL,
    name text NOT NULL,
    agency_code text NOT NULL,
    agency_name text NOT NULL,
    administrative_levels text[] NOT NULL,
    offered_from date,
    offered_to date,
    under_review boolean NOT NULL,
    revision integer NOT NULL,
    CONSTRAINT pk_online_service PRIMARY KEY (id),
    CONSTRAINT fk_online_service_procedure_id_offered_procedure FOREIGN KEY (procedure_id)
        REFERENCES offered_procedure (id),
    CONSTRAINT ck_online_service_offered_for_a_day CHECK (offered_from < offered_to),
    CONSTRAINT ex_online_service_one_at_a_time EXCLUDE USING gist
        (procedure_id WITH =, daterange(offered_from, offered_to) WITH &&) WHERE (offered_from IS NOT NULL)
);
COMMENT ON COLUMN online_service.offered_from IS 'null: cancelled before its first day';
COMMENT ON COLUMN online_service.offered_to IS 'the first day on which it is no longer offered';
CREATE INDEX ix_online_service_procedure_id ON online_service (procedure_id);
CREATE INDEX ix_online_service_procedure_code_id ON online_service (procedure_code, id);

CREATE TABLE level_period (
    service_id uuid NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    level text NOT NULL,
    reason_code text,
    reason_legal_basis text,
    decision jsonb,
    CONSTRAINT pk_level_period PRIMARY KEY (service_id, effective_from),
    CONSTRAINT fk_level_period_service_id_online_service FOREIGN KEY (service_id) REFERENCES online_service (id),
    CONSTRAINT fk_level_period_reason_code_partial_reason FOREIGN KEY (reason_code) REFERENCES partial_reason (code),
    CONSTRAINT ck_level_period_holds_for_a_day CHECK (effective_from < effective_to),
    CONSTRAINT ck_level_period_level CHECK (level IN ('full', 'partial')),
    CONSTRAINT ck_level_period_full_has_no_reason CHECK (level = 'partial' OR reason_code IS NULL),
    CONSTRAINT ck_level_period_reason_with_its_law CHECK ((reason_code IS NULL) = (reason_legal_basis IS NULL))
);
COMMENT ON COLUMN level_period.decision IS 'the Decision that set this level, if one did';

CREATE TABLE level_before (
    service_id uuid NOT NULL,
    decision_id text NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    level text NOT NULL,
    reason_code text,
    reason_legal_basis text,
    decision jsonb,
    CONSTRAINT pk_level_before PRIMARY KEY (service_id, decision_id, effective_from),
    CONSTRAINT fk_level_before_service_id_online_service FOREIGN KEY (service_id) REFERENCES online_service (id)
);
COMMENT ON TABLE level_before IS
    'the levels before a Decision changed them, to be restored when it is annulled';
COMMENT ON COLUMN level_before.decision_id IS 'the Decision that changed these levels';
COMMENT ON COLUMN level_before.decision IS 'the Decision that had set this level, if one had';

CREATE TABLE service_history (
    id uuid NOT NULL,
    service_id uuid NOT NULL,
    revision integer NOT NULL,
    action text NOT NULL,
    effective_on date NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by text NOT NULL,
    decision jsonb,
    reason text,
    CONSTRAINT pk_service_history PRIMARY KEY (id),
    CONSTRAINT fk_service_history_service_id_online_service FOREIGN KEY (service_id) REFERENCES online_service (id),
    CONSTRAINT uq_service_history_service_id_revision UNIQUE (service_id, revision)
);
COMMENT ON COLUMN service_history.action IS 'registered, level_changed, review_requested, reviewed, withdrawn, restored, recoded';
COMMENT ON COLUMN service_history.recorded_by IS 'the officer''s subject, or the name of the consumer that made the change';
COMMENT ON COLUMN service_history.reason IS 'the reason that the instrument states by which a Decision was annulled or corrected';

-- A number that every transaction increments which changes a response about the services on offer, so that responses
-- may be cached. It is incremented at the end of the transaction: whoever locks it has all other locks already, so no
-- two transactions wait for each other, and a long one holds up nobody.

CREATE TABLE registry_revision (
    singleton boolean NOT NULL DEFAULT true,
    revision bigint NOT NULL,
    CONSTRAINT pk_registry_revision PRIMARY KEY (singleton),
    CONSTRAINT ck_registry_revision_singleton CHECK (singleton)
);
COMMENT ON TABLE registry_revision IS
    'triggers increment it at the end of each transaction in which a service, its levels or the name of a reason change,'
    ' whoever changes them';
INSERT INTO registry_revision (revision) VALUES (1);

CREATE FUNCTION increment_registry_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- once in a transaction, however many rows it changes
    IF current_setting('congbo.registry_changed_by', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
        UPDATE registry_revision SET revision = revision + 1;
        PERFORM set_config('congbo.registry_changed_by', pg_current_xact_id()::text, true);
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER increment_registry_revision AFTER INSERT OR UPDATE OR DELETE ON online_service
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION increment_registry_revision();
CREATE CONSTRAINT TRIGGER increment_registry_revision AFTER INSERT OR UPDATE OR DELETE ON level_period
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION increment_registry_revision();
CREATE CONSTRAINT TRIGGER increment_registry_revision AFTER UPDATE OR DELETE ON partial_reason
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION increment_registry_revision();
CREATE TRIGGER increment_registry_revision_truncated AFTER TRUNCATE ON online_service
    FOR EACH STATEMENT EXECUTE FUNCTION increment_registry_revision();
CREATE TRIGGER increment_registry_revision_truncated AFTER TRUNCATE ON level_period
    FOR EACH STATEMENT EXECUTE FUNCTION increment_registry_revision();
