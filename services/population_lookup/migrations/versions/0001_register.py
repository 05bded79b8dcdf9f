"""The register, its codes, the access log, this service's own stream, and the law that it hears of."""

import csv
from importlib.resources import files

from alembic import op
from sqlalchemy import text

from common.migrations import consumer_0001, idempotency_0001, log_0001
from common.migrations.log_0001 import split

revision = "0001"
down_revision = None

STATEMENTS = """
CREATE TABLE code (
    list text NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    source text NOT NULL,
    certainty text NOT NULL,
    CONSTRAINT pk_code PRIMARY KEY (list, code)
);
COMMENT ON COLUMN code.list IS 'which numbering: two of ethnic groups are in use';
COMMENT ON COLUMN code.certainty IS 'law, page, code, news, memory, own: how sure the source is';
CREATE TABLE resident (
    personal_id text NOT NULL,
    old_identity_card text,
    full_name text NOT NULL,
    sex_list text NOT NULL,
    sex text NOT NULL,
    ethnic_group_list text NOT NULL,
    ethnic_group text NOT NULL,
    religion_list text NOT NULL,
    religion text NOT NULL,
    marital_status_list text NOT NULL,
    marital_status text NOT NULL,
    blood_group_list text NOT NULL,
    blood_group text NOT NULL,
    birth_year smallint NOT NULL,
    birth_date date,
    birth_registration_place jsonb NOT NULL,
    nationality text NOT NULL,
    native_place jsonb NOT NULL,
    permanent_residence jsonb NOT NULL,
    current_residence jsonb NOT NULL,
    father jsonb,
    mother jsonb,
    spouse jsonb,
    legal_representative jsonb,
    household_head jsonb,
    household_book text,
    CONSTRAINT pk_resident PRIMARY KEY (personal_id),
    CONSTRAINT uq_resident_old_identity_card UNIQUE (old_identity_card),
    CONSTRAINT ck_resident_personal_id CHECK (personal_id ~ '^[0-9]{12}$'),
    CONSTRAINT ck_resident_old_identity_card CHECK (old_identity_card ~ '^[0-9]{9}$'),
    CONSTRAINT fk_resident_sex_list_sex_code FOREIGN KEY (sex_list, sex) REFERENCES code (list, code),
    CONSTRAINT fk_resident_ethnic_group_list_ethnic_group_code
        FOREIGN KEY (ethnic_group_list, ethnic_group) REFERENCES code (list, code),
    CONSTRAINT fk_resident_religion_list_religion_code FOREIGN KEY (religion_list, religion) REFERENCES code (list, code),
    CONSTRAINT fk_resident_marital_status_list_marital_status_code
        FOREIGN KEY (marital_status_list, marital_status) REFERENCES code (list, code),
    CONSTRAINT fk_resident_blood_group_list_blood_group_code
        FOREIGN KEY (blood_group_list, blood_group) REFERENCES code (list, code)
);
COMMENT ON TABLE resident IS 'synthetic persons only';
COMMENT ON COLUMN resident.birth_date IS 'null: only the year is known';
CREATE TABLE lookup_request (
    account text NOT NULL,
    officer_id text NOT NULL,
    request_id text NOT NULL,
    question bytea NOT NULL,
    CONSTRAINT pk_lookup_request PRIMARY KEY (account, officer_id, request_id)
);
COMMENT ON COLUMN lookup_request.question IS 'SHA-256 of what was asked: one request id names one question';
CREATE TABLE access_log (
    sequence bigint NOT NULL,
    lookup_id uuid NOT NULL,
    personal_id text,
    at timestamp with time zone NOT NULL,
    content bytea NOT NULL,
    prevhash bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT pk_access_log PRIMARY KEY (sequence),
    CONSTRAINT uq_access_log_lookup_id UNIQUE (lookup_id)
);
COMMENT ON TABLE access_log IS 'append-only; Đ.45 NĐ 47/2020';
COMMENT ON COLUMN access_log.personal_id IS 'whose record it concerns';
COMMENT ON COLUMN access_log.content IS 'JSON, the exact bytes that were hashed';
CREATE INDEX ix_access_log_personal_id_sequence ON access_log (personal_id, sequence);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TABLE access_log_tail (
    single boolean NOT NULL,
    sequence bigint NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT pk_access_log_tail PRIMARY KEY (single),
    CONSTRAINT ck_access_log_tail_one_row CHECK (single)
);
COMMENT ON TABLE access_log_tail IS 'the last line; its row lock gives the next number';
INSERT INTO access_log_tail VALUES (true, 0, decode(repeat('00', 32), 'hex'));
CREATE TABLE projected.lawful_period (
    procedure_code text NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    version integer NOT NULL,
    name text NOT NULL,
    population_fields text NOT NULL,
    decision text NOT NULL,
    CONSTRAINT pk_lawful_period PRIMARY KEY (procedure_code, effective_from)
);
COMMENT ON COLUMN projected.lawful_period.population_fields IS 'separated by a space, in the order of the record';
COMMENT ON COLUMN projected.lawful_period.decision IS 'the Decision that made it law, as JSON';
"""


def upgrade() -> None:
    log_0001.upgrade(op, shards=4)
    consumer_0001.upgrade(op)
    idempotency_0001.upgrade(op)
    for statement in split(STATEMENTS):
        op.execute(statement)
    insert = text("INSERT INTO code (list, code, name, source, certainty) VALUES (:list, :code, :name, :source, :certainty)")
    for row in codes():
        op.execute(insert.bindparams(**row))


def codes() -> list[dict[str, str]]:
    """The codes of this migration; the file is as frozen as the migration itself."""
    lines = (files("population_lookup") / "migrations" / "data" / "0001_codes.csv").read_text("utf-8").splitlines()
    return list(csv.DictReader(lines))
