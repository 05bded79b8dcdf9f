-- All levels of services, how proactively they are provided, and sets of services.

-- Two more levels at which nothing is filed: what was allowed is allowed, and so the rows need no check.
ALTER TABLE level_period DROP CONSTRAINT ck_level_period_level;
ALTER TABLE level_period ADD CONSTRAINT ck_level_period_level
    CHECK (level IN ('full', 'partial', 'information_only', 'undetermined')) NOT VALID;
ALTER TABLE level_period VALIDATE CONSTRAINT ck_level_period_level;

COMMENT ON COLUMN service_history.action IS
    'registered, level_changed, review_requested, reviewed, withdrawn, restored, recoded, proactive_level_set';

CREATE TABLE proactive_level (
    id bigint GENERATED ALWAYS AS IDENTITY,
    service_id uuid NOT NULL,
    effective_from date NOT NULL,
    level smallint NOT NULL,
    legal_basis text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_proactive_level PRIMARY KEY (id),
    CONSTRAINT fk_proactive_level_service_id_online_service FOREIGN KEY (service_id) REFERENCES online_service (id),
    CONSTRAINT ck_proactive_level_level CHECK (level BETWEEN 0 AND 4)
);
COMMENT ON TABLE proactive_level IS
    'rows are added and never changed; of rows with the same service and day the last one counts';
COMMENT ON COLUMN proactive_level.effective_from IS 'until the next row of the service begins';
COMMENT ON COLUMN proactive_level.level IS 'Điều 16 NĐ 224/2026; 0: the service waits for a dossier';
CREATE INDEX ix_proactive_level_service_id_effective_from ON proactive_level (service_id, effective_from);

CREATE TABLE service_set (
    id bigint GENERATED ALWAYS AS IDENTITY,
    code text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    legal_basis text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_service_set PRIMARY KEY (id),
    CONSTRAINT ck_service_set_kind CHECK (kind IN ('essential', 'interconnected')),
    CONSTRAINT ck_service_set_not_before_its_beginning CHECK (valid_from <= valid_to)
);
COMMENT ON TABLE service_set IS
    'rows are added and never changed; of rows with the same code and first day the last one counts';
COMMENT ON COLUMN service_set.valid_to IS 'the first day on which it is no longer a set';
CREATE INDEX ix_service_set_code_valid_from ON service_set (code, valid_from);

CREATE TABLE service_set_member (
    id bigint GENERATED ALWAYS AS IDENTITY,
    set_code text NOT NULL,
    procedure_code text NOT NULL,
    position integer NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    legal_basis text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_service_set_member PRIMARY KEY (id),
    CONSTRAINT ck_service_set_member_not_before_its_beginning CHECK (valid_from <= valid_to)
);
COMMENT ON TABLE service_set_member IS
    'rows are added and never changed; of rows with the same set, procedure and first day the last one counts';
COMMENT ON COLUMN service_set_member.position IS 'in the set; in a group the order in which it is handled';
COMMENT ON COLUMN service_set_member.valid_to IS 'the first day on which it is no longer in the set';
CREATE INDEX ix_service_set_member_set_code_procedure_code_valid_from
    ON service_set_member (set_code, procedure_code, valid_from);
CREATE INDEX ix_service_set_member_procedure_code ON service_set_member (procedure_code);
