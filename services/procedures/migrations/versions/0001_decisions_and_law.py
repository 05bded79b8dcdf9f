"""Registers, Decisions, and the law as they made it: versions, and periods that PostgreSQL itself keeps apart."""

from alembic import op

from common.migrations import idempotency_0001, log_0001
from common.migrations.log_0001 import split

revision = "0001"
down_revision = None

REGISTERS = """
CREATE TABLE agency (
    code text NOT NULL,
    name text NOT NULL,
    valid_from date,
    valid_to date,
    CONSTRAINT pk_agency PRIMARY KEY (code),
    CONSTRAINT ck_agency_validity CHECK (valid_from < valid_to)
);
COMMENT ON COLUMN agency.valid_to IS 'the first day on which it is no longer there';
COMMENT ON COLUMN agency.code IS 'QĐ 20/2020/QĐ-TTg';
CREATE TABLE field (
    code text NOT NULL,
    name text NOT NULL,
    CONSTRAINT pk_field PRIMARY KEY (code)
);
COMMENT ON COLUMN field.code IS 'TT 01/2018/TT-VPCP, Article 20';
CREATE TABLE administrative_level (
    code text NOT NULL,
    name text NOT NULL,
    rank smallint NOT NULL,
    valid_from date,
    valid_to date,
    CONSTRAINT pk_administrative_level PRIMARY KEY (code)
);
COMMENT ON COLUMN administrative_level.rank IS 'CAPTHUCHIEN: 0 is the highest';
COMMENT ON COLUMN administrative_level.valid_to IS 'the first day on which the law no longer knows it';
INSERT INTO administrative_level (code, name, rank, valid_to) VALUES
    ('ministry', 'Cấp Bộ', 0, NULL),
    ('province', 'Cấp tỉnh', 1, NULL),
    ('district', 'Cấp huyện', 2, '2025-07-01'),
    ('commune', 'Cấp xã', 3, NULL),
    ('other', 'Cơ quan khác', 4, NULL);
CREATE TABLE topic (
    code text NOT NULL,
    name text NOT NULL,
    CONSTRAINT pk_topic PRIMARY KEY (code)
);
INSERT INTO topic (code, name) VALUES
    ('opening_catalogue', 'Danh mục thủ tục hành chính ban đầu'),
    ('household_book', 'Nộp, xuất trình sổ hộ khẩu, sổ tạm trú giấy'),
    ('essential_services', 'Dịch vụ công thiết yếu'),
    ('online_declaration', 'Đủ điều kiện thực hiện dịch vụ công trực tuyến toàn trình');
CREATE TABLE register_entry (
    id bigint GENERATED ALWAYS AS IDENTITY,
    register text NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    valid_from date,
    valid_to date,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_register_entry PRIMARY KEY (id)
);
COMMENT ON TABLE register_entry IS 'every name and validity that an agency or a field was given, by whom and when';
COMMENT ON COLUMN register_entry.register IS 'agency or field';
"""

DECISIONS = """
CREATE TABLE decision (
    id uuid NOT NULL,
    number text NOT NULL,
    issuing_body text NOT NULL,
    signed_on date NOT NULL,
    signed_year integer NOT NULL,
    agency_code text NOT NULL,
    title text NOT NULL,
    topics text[] NOT NULL,
    status text NOT NULL,
    revision integer NOT NULL,
    back_entry boolean NOT NULL,
    late boolean NOT NULL,
    published_on date,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    published_by text,
    recorded_at timestamp with time zone,
    discarded_by text,
    discarded_at timestamp with time zone,
    CONSTRAINT pk_decision PRIMARY KEY (id),
    CONSTRAINT fk_decision_agency_code_agency FOREIGN KEY (agency_code) REFERENCES agency (code),
    CONSTRAINT ck_decision_signed_year CHECK (signed_year = EXTRACT(year FROM signed_on)),
    CONSTRAINT ck_decision_status CHECK (status IN ('draft', 'published', 'discarded')),
    CONSTRAINT ck_decision_published CHECK
        ((status = 'published') = (recorded_at IS NOT NULL AND published_by IS NOT NULL)),
    CONSTRAINT ck_decision_discarded CHECK
        ((status = 'discarded') = (discarded_at IS NOT NULL AND discarded_by IS NOT NULL)),
    CONSTRAINT ck_decision_published_on CHECK (status <> 'published' OR published_on IS NOT NULL)
);
COMMENT ON COLUMN decision.late IS 'an item took effect before the day of the Decision';
COMMENT ON COLUMN decision.published_on IS 'the stated day of a back-entered Decision, else the day of publication here';
COMMENT ON COLUMN decision.recorded_at IS 'when this system knew: where what it made known begins';
CREATE UNIQUE INDEX uq_decision_issuing_body_signed_year_number ON decision (issuing_body, signed_year, number)
    WHERE status <> 'discarded';
CREATE INDEX ix_decision_signed_on_id ON decision (signed_on, id);
CREATE TABLE legal_document (
    decision_id uuid NOT NULL,
    number text NOT NULL,
    title text NOT NULL,
    issued_on date NOT NULL,
    effective_on date NOT NULL,
    CONSTRAINT pk_legal_document PRIMARY KEY (decision_id, number),
    CONSTRAINT fk_legal_document_decision_id_decision FOREIGN KEY (decision_id) REFERENCES decision (id)
);
CREATE TABLE decision_item (
    decision_id uuid NOT NULL,
    number integer NOT NULL,
    kind text NOT NULL,
    procedure_code text NOT NULL,
    successor_code text,
    effective_on date NOT NULL,
    legal_document text,
    level text,
    name text,
    field_code text,
    agency_code text,
    levels text[],
    population_fields text[],
    content json,
    changed_parts text[],
    CONSTRAINT pk_decision_item PRIMARY KEY (decision_id, number),
    CONSTRAINT fk_decision_item_decision_id_decision FOREIGN KEY (decision_id) REFERENCES decision (id),
    CONSTRAINT fk_decision_item_field_code_field FOREIGN KEY (field_code) REFERENCES field (code),
    CONSTRAINT fk_decision_item_agency_code_agency FOREIGN KEY (agency_code) REFERENCES agency (code),
    CONSTRAINT fk_decision_item_decision_id_legal_document_legal_document FOREIGN KEY (decision_id, legal_document)
        REFERENCES legal_document (decision_id, number),
    CONSTRAINT uq_decision_item_procedure_code_decision_id UNIQUE (procedure_code, decision_id),
    CONSTRAINT ck_decision_item_kind CHECK (kind IN ('introduce', 'amend', 'replace', 'repeal', 'declare_online')),
    CONSTRAINT ck_decision_item_content CHECK ((kind IN ('introduce', 'amend', 'replace')) = (content IS NOT NULL)),
    CONSTRAINT ck_decision_item_level CHECK ((kind = 'declare_online') = (level IS NOT NULL)),
    CONSTRAINT ck_decision_item_successor_code CHECK (successor_code IS NULL OR kind = 'replace'),
    CONSTRAINT ck_decision_item_legal_document CHECK (kind <> 'repeal' OR legal_document IS NOT NULL),
    CONSTRAINT ck_decision_item_changed_parts CHECK
        ((kind = 'amend' OR (kind = 'replace' AND successor_code IS NULL)) = (changed_parts IS NOT NULL))
);
COMMENT ON COLUMN decision_item.content IS 'the whole content, kept as it is answered; the columns before it are drawn from it';
COMMENT ON COLUMN decision_item.changed_parts IS 'what the Decision says that it changes (Article 15 NĐ 63/2010)';
CREATE UNIQUE INDEX uq_decision_item_successor_code_decision_id ON decision_item (successor_code, decision_id)
    WHERE successor_code IS NOT NULL;
CREATE TABLE internal_process (
    decision_id uuid NOT NULL,
    code text NOT NULL,
    position integer NOT NULL,
    procedure_code text NOT NULL,
    name text NOT NULL,
    inter_agency boolean NOT NULL,
    agency_code text NOT NULL,
    CONSTRAINT pk_internal_process PRIMARY KEY (decision_id, code),
    CONSTRAINT fk_internal_process_decision_id_decision FOREIGN KEY (decision_id) REFERENCES decision (id),
    CONSTRAINT fk_internal_process_agency_code_agency FOREIGN KEY (agency_code) REFERENCES agency (code)
);
COMMENT ON COLUMN internal_process.position IS 'its place in the Decision''s list';
CREATE TABLE process_step (
    decision_id uuid NOT NULL,
    process_code text NOT NULL,
    number integer NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    hours integer NOT NULL,
    CONSTRAINT pk_process_step PRIMARY KEY (decision_id, process_code, number),
    CONSTRAINT fk_process_step_decision_id_process_code_internal_process FOREIGN KEY (decision_id, process_code)
        REFERENCES internal_process (decision_id, code)
);
"""

LAW = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE TABLE procedure (
    id bigint GENERATED ALWAYS AS IDENTITY,
    code text NOT NULL,
    CONSTRAINT pk_procedure PRIMARY KEY (id),
    CONSTRAINT uq_procedure_code UNIQUE (code)
);
COMMENT ON TABLE procedure IS 'one row per code that was ever introduced; its lock orders those who publish';
CREATE TABLE version (
    procedure_id bigint NOT NULL,
    number integer NOT NULL,
    decision_id uuid NOT NULL,
    item_number integer NOT NULL,
    name text NOT NULL,
    field_code text NOT NULL,
    agency_code text NOT NULL,
    levels text[] NOT NULL,
    population_fields text[] NOT NULL,
    content json NOT NULL,
    CONSTRAINT pk_version PRIMARY KEY (procedure_id, number),
    CONSTRAINT fk_version_procedure_id_procedure FOREIGN KEY (procedure_id) REFERENCES procedure (id),
    CONSTRAINT fk_version_decision_id_item_number_decision_item FOREIGN KEY (decision_id, item_number)
        REFERENCES decision_item (decision_id, number)
);
CREATE INDEX ix_version_agency_code ON version (agency_code);
CREATE INDEX ix_version_field_code ON version (field_code);
CREATE TABLE period (
    id bigint GENERATED ALWAYS AS IDENTITY,
    procedure_id bigint NOT NULL,
    version integer NOT NULL,
    in_force daterange NOT NULL,
    known tstzrange NOT NULL,
    under_review boolean NOT NULL,
    CONSTRAINT pk_period PRIMARY KEY (id),
    CONSTRAINT fk_period_procedure_id_version_version FOREIGN KEY (procedure_id, version) REFERENCES version (procedure_id, number),
    CONSTRAINT ck_period_in_force CHECK (NOT isempty(in_force) AND NOT lower_inf(in_force)),
    CONSTRAINT ck_period_known CHECK (NOT isempty(known) AND NOT lower_inf(known)),
    CONSTRAINT ex_period_in_force EXCLUDE USING gist (procedure_id WITH =, in_force WITH &&) WHERE (upper_inf(known))
);
CREATE INDEX ix_period_procedure_id ON period (procedure_id);
"""

GUARDS = (
    """
CREATE FUNCTION close_known_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF upper_inf(OLD.known) AND NOT upper_inf(NEW.known) AND lower(NEW.known) = lower(OLD.known)
        AND (NEW.id, NEW.procedure_id, NEW.version, NEW.in_force, NEW.under_review)
          = (OLD.id, OLD.procedure_id, OLD.version, OLD.in_force, OLD.under_review) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a period changes in one way: what is known of it ends, once' USING ERRCODE = 'restrict_violation';
END $$
""",
    """
CREATE TRIGGER close_known_once BEFORE UPDATE ON period FOR EACH ROW EXECUTE FUNCTION close_known_once()
""",
    """
CREATE FUNCTION leave_draft_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF OLD.status = 'draft' AND NEW.status <> 'draft' AND NEW.revision = OLD.revision + 1
        AND (NEW.id, NEW.number, NEW.issuing_body, NEW.signed_on, NEW.agency_code, NEW.title, NEW.topics, NEW.back_entry, NEW.late)
          = (OLD.id, OLD.number, OLD.issuing_body, OLD.signed_on, OLD.agency_code, OLD.title, OLD.topics, OLD.back_entry, OLD.late)
        AND (NEW.created_by, NEW.created_at) = (OLD.created_by, OLD.created_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a Decision changes in one way: its draft is published or discarded, once' USING ERRCODE = 'restrict_violation';
END $$
""",
    """
CREATE TRIGGER leave_draft_once BEFORE UPDATE ON decision FOR EACH ROW EXECUTE FUNCTION leave_draft_once()
""",
)

WRITTEN_ONCE = ("version", "legal_document", "decision_item", "internal_process", "process_step", "register_entry")
NEVER_DELETED = ("procedure", "period", "decision")


def upgrade() -> None:
    log_0001.upgrade(op, shards=1)
    idempotency_0001.upgrade(op)
    for statement in (*split(REGISTERS), *split(DECISIONS), *split(LAW), *GUARDS):
        op.execute(statement)
    for table in WRITTEN_ONCE:
        guard(table, "append_only", "UPDATE OR DELETE OR TRUNCATE")
    for table in NEVER_DELETED:
        guard(table, "never_deleted", "DELETE OR TRUNCATE")


def guard(table: str, name: str, acts: str) -> None:
    op.execute(f"CREATE TRIGGER {name} BEFORE {acts} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()")
