"""What internal processes and groups of procedures say, what an item publishes, and the rounds in which procedures are simplified."""

from alembic import op

from common.migrations.log_0001 import split

revision = "0006"
down_revision = "0005"

PROCESSES = """
ALTER TABLE internal_process ADD COLUMN channel text, ADD COLUMN for_case text;
COMMENT ON COLUMN internal_process.channel IS 'for dossiers of one channel only';
COMMENT ON COLUMN internal_process.for_case IS 'for dossiers of one case only, as the note of a time limit names it';
ALTER TABLE process_step ADD COLUMN agency_code text, ADD COLUMN agency_name text,
    ADD CONSTRAINT fk_process_step_agency_code_agency FOREIGN KEY (agency_code) REFERENCES agency (code);
COMMENT ON COLUMN process_step.agency_name IS 'of one that is not recorded';
CREATE TABLE working_hours (
    id bigint GENERATED ALWAYS AS IDENTITY,
    unit text NOT NULL,
    hours numeric(6, 2) NOT NULL,
    valid_from date NOT NULL,
    ground text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_working_hours PRIMARY KEY (id),
    CONSTRAINT ck_working_hours_hours CHECK (hours > 0)
);
COMMENT ON TABLE working_hours IS 'how many working hours a unit of time has; of a unit and a day the last row holds';
COMMENT ON COLUMN working_hours.valid_from IS 'of the signing day';
INSERT INTO working_hours (unit, hours, valid_from, ground, recorded_by, recorded_at)
    VALUES ('working_day', 8, '1999-10-02', 'Quyết định 188/1999/QĐ-TTg', 'installation', now());
CREATE TABLE process_fit (
    decision_id uuid NOT NULL,
    process_code text NOT NULL,
    hours integer NOT NULL,
    version integer,
    limit_channel text,
    limit_case text,
    limit_amount numeric,
    limit_unit text,
    limit_hours numeric,
    incomparable text,
    CONSTRAINT pk_process_fit PRIMARY KEY (decision_id, process_code),
    CONSTRAINT fk_process_fit_decision_id_process_code_internal_process FOREIGN KEY (decision_id, process_code)
        REFERENCES internal_process (decision_id, code),
    CONSTRAINT ck_process_fit_fits CHECK (incomparable IS NOT NULL OR hours <= limit_hours)
);
COMMENT ON TABLE process_fit IS 'as judged when the Decision was published';
COMMENT ON COLUMN process_fit.hours IS 'the sum of the steps';
COMMENT ON COLUMN process_fit.version IS 'of the procedure; none where none is law';
COMMENT ON COLUMN process_fit.limit_hours IS 'none where the unit is no number of working hours';
COMMENT ON COLUMN process_fit.incomparable IS 'why they were not compared; none: it fits';
"""

ITEMS = """
ALTER TABLE legal_document ADD COLUMN provincial boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN legal_document.provincial IS 'by the province''s own council or committee';
ALTER TABLE decision_item ADD COLUMN published_as text, ADD COLUMN national_code text, ADD COLUMN national_decision text,
    ADD COLUMN fee_delegation text,
    ADD CONSTRAINT ck_decision_item_published_as CHECK (published_as IN ('list', 'content')),
    ADD CONSTRAINT ck_decision_item_national_code CHECK ((national_code IS NULL) = (national_decision IS NULL)
        AND (published_as IS NOT DISTINCT FROM 'list' OR num_nonnulls(national_code, fee_delegation) = 0));
COMMENT ON COLUMN decision_item.published_as IS 'Article 13(2) NĐ 63/2010; none: the item does not say';
COMMENT ON COLUMN decision_item.fee_delegation IS 'the legal document that leaves the fee to the province';
"""

GROUPS = """
CREATE TABLE procedure_group (
    decision_id uuid NOT NULL,
    code text NOT NULL,
    position integer NOT NULL,
    name text NOT NULL,
    lead_agency_code text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    CONSTRAINT pk_procedure_group PRIMARY KEY (decision_id, code),
    CONSTRAINT fk_procedure_group_decision_id_decision FOREIGN KEY (decision_id) REFERENCES decision (id),
    CONSTRAINT fk_procedure_group_lead_agency_code_agency FOREIGN KEY (lead_agency_code) REFERENCES agency (code),
    CONSTRAINT ck_procedure_group_validity CHECK (valid_from < valid_to)
);
COMMENT ON COLUMN procedure_group.position IS 'its place in the Decision''s list';
COMMENT ON COLUMN procedure_group.valid_to IS 'the first day on which it is no more';
CREATE INDEX ix_procedure_group_code ON procedure_group (code);
CREATE TABLE group_member (
    decision_id uuid NOT NULL,
    group_code text NOT NULL,
    position integer NOT NULL,
    procedure_code text NOT NULL,
    CONSTRAINT pk_group_member PRIMARY KEY (decision_id, group_code, position),
    CONSTRAINT fk_group_member_decision_id_group_code_procedure_group FOREIGN KEY (decision_id, group_code)
        REFERENCES procedure_group (decision_id, code),
    CONSTRAINT uq_group_member_procedure_code_decision_id_group_code UNIQUE (procedure_code, decision_id, group_code)
);
"""

REVIEWS = """
CREATE TABLE review_round (
    id uuid NOT NULL,
    name text NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    ground text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_review_round PRIMARY KEY (id),
    CONSTRAINT ck_review_round_period CHECK (starts_on < ends_on)
);
CREATE INDEX ix_review_round_starts_on_id ON review_round (starts_on, id);
CREATE TABLE review_target (
    round_id uuid NOT NULL,
    number integer NOT NULL,
    measure text NOT NULL,
    at_least numeric(5, 2) NOT NULL,
    ground text NOT NULL,
    CONSTRAINT pk_review_target PRIMARY KEY (round_id, number),
    CONSTRAINT fk_review_target_round_id_review_round FOREIGN KEY (round_id) REFERENCES review_round (id),
    CONSTRAINT ck_review_target_at_least CHECK (at_least > 0 AND at_least <= 100),
    CONSTRAINT ck_review_target_measure CHECK (measure IN ('processing_time', 'procedures', 'papers', 'procedures_or_papers'))
);
COMMENT ON COLUMN review_target.at_least IS 'per cent';
CREATE TABLE review_proposal (
    round_id uuid NOT NULL,
    number integer NOT NULL,
    procedure_id bigint NOT NULL,
    agency_code text NOT NULL,
    act text NOT NULL,
    before_version integer NOT NULL,
    parts text[] NOT NULL,
    after json,
    reason text NOT NULL,
    revision integer NOT NULL DEFAULT 1,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_by text,
    withdrawn_at timestamp with time zone,
    withdrawn_reason text,
    CONSTRAINT pk_review_proposal PRIMARY KEY (round_id, number),
    CONSTRAINT fk_review_proposal_round_id_review_round FOREIGN KEY (round_id) REFERENCES review_round (id),
    CONSTRAINT fk_review_proposal_procedure_id_procedure FOREIGN KEY (procedure_id) REFERENCES procedure (id),
    CONSTRAINT fk_review_proposal_agency_code_agency FOREIGN KEY (agency_code) REFERENCES agency (code),
    CONSTRAINT fk_review_proposal_procedure_id_before_version_version FOREIGN KEY (procedure_id, before_version)
        REFERENCES version (procedure_id, number),
    CONSTRAINT ck_review_proposal_act CHECK (act IN ('amend', 'repeal')),
    CONSTRAINT ck_review_proposal_after CHECK ((act = 'amend') = (after IS NOT NULL) AND (act = 'amend') = (parts <> '{}')),
    CONSTRAINT ck_review_proposal_withdrawn CHECK (num_nonnulls(withdrawn_by, withdrawn_at, withdrawn_reason) IN (0, 3)),
    CONSTRAINT ck_review_proposal_revision CHECK (revision = CASE WHEN withdrawn_at IS NULL THEN 1 ELSE 2 END)
);
COMMENT ON COLUMN review_proposal.parts IS 'in which it differs from the version before';
COMMENT ON COLUMN review_proposal.after IS 'the whole content as it would be; none of a repeal';
"""

WITHDRAW_ONCE = (
    """
CREATE FUNCTION withdraw_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL
        AND (NEW.round_id, NEW.number, NEW.procedure_id, NEW.agency_code, NEW.act, NEW.before_version, NEW.parts, NEW.reason)
          = (OLD.round_id, OLD.number, OLD.procedure_id, OLD.agency_code, OLD.act, OLD.before_version, OLD.parts, OLD.reason)
        AND NEW.after::text IS NOT DISTINCT FROM OLD.after::text
        AND (NEW.recorded_by, NEW.recorded_at) = (OLD.recorded_by, OLD.recorded_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a proposal changes in one way: it is withdrawn, once' USING ERRCODE = 'restrict_violation';
END $$
""",
    """
CREATE TRIGGER withdraw_once BEFORE UPDATE ON review_proposal FOR EACH ROW EXECUTE FUNCTION withdraw_once()
""",
)

WRITTEN_ONCE = ["working_hours", "process_fit", "procedure_group", "group_member", "review_round", "review_target"]
NEVER_DELETED = ["review_proposal"]


def upgrade() -> None:
    for part in (PROCESSES, GROUPS, ITEMS, REVIEWS):
        for statement in split(part):
            op.execute(statement)
    for statement in WITHDRAW_ONCE:
        op.execute(statement)
    for table in WRITTEN_ONCE:
        guard(table, "append_only", "UPDATE OR DELETE OR TRUNCATE")
    for table in NEVER_DELETED:
        guard(table, "never_deleted", "DELETE OR TRUNCATE")


def guard(table: str, name: str, acts: str) -> None:
    op.execute(f"CREATE TRIGGER {name} BEFORE {acts} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()")
