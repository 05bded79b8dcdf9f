-- The rounds of review in which agencies propose to simplify procedures.

CREATE TABLE review_round (
    id uuid NOT NULL,
    name text NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    legal_basis text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_review_round PRIMARY KEY (id),
    CONSTRAINT ck_review_round_period CHECK (starts_on < ends_on)
);
CREATE INDEX ix_review_round_starts_on_id ON review_round (starts_on, id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON review_round
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE review_target (
    round_id uuid NOT NULL,
    number integer NOT NULL,
    measure text NOT NULL,
    minimum_percent numeric(5, 2) NOT NULL,
    legal_basis text NOT NULL,
    CONSTRAINT pk_review_target PRIMARY KEY (round_id, number),
    CONSTRAINT fk_review_target_round_id_review_round FOREIGN KEY (round_id) REFERENCES review_round (id),
    CONSTRAINT ck_review_target_minimum_percent CHECK (minimum_percent > 0 AND minimum_percent <= 100),
    CONSTRAINT ck_review_target_measure CHECK
        (measure IN ('processing_time', 'procedures', 'papers', 'procedures_or_papers'))
);
COMMENT ON COLUMN review_target.minimum_percent IS 'in per cent';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON review_target
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION allow_withdrawal_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL
        AND (NEW.round_id, NEW.number, NEW.procedure_id, NEW.agency_code)
          = (OLD.round_id, OLD.number, OLD.procedure_id, OLD.agency_code)
        AND (NEW.action, NEW.before_version, NEW.parts, NEW.reason)
          = (OLD.action, OLD.before_version, OLD.parts, OLD.reason)
        AND NEW.after::text IS NOT DISTINCT FROM OLD.after::text
        AND (NEW.recorded_by, NEW.recorded_at) = (OLD.recorded_by, OLD.recorded_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a proposal changes in one way only: it is withdrawn, once' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TABLE review_proposal (
    round_id uuid NOT NULL,
    number integer NOT NULL,
    procedure_id bigint NOT NULL,
    agency_code text NOT NULL,
    action text NOT NULL,
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
    CONSTRAINT ck_review_proposal_action CHECK (action IN ('amend', 'repeal')),
    CONSTRAINT ck_review_proposal_after CHECK
        ((action = 'amend') = (after IS NOT NULL) AND (action = 'amend') = (parts <> '{}')),
    CONSTRAINT ck_review_proposal_withdrawn CHECK
        (num_nonnulls(withdrawn_by, withdrawn_at, withdrawn_reason) IN (0, 3)),
    CONSTRAINT ck_review_proposal_revision CHECK (revision = CASE WHEN withdrawn_at IS NULL THEN 1 ELSE 2 END)
);
COMMENT ON COLUMN review_proposal.parts IS 'the parts that differ from version before_version';
COMMENT ON COLUMN review_proposal.after IS 'the complete proposed content; null for a repeal';
CREATE TRIGGER refuse_deletion BEFORE DELETE OR TRUNCATE ON review_proposal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER allow_withdrawal_once BEFORE UPDATE ON review_proposal
    FOR EACH ROW EXECUTE FUNCTION allow_withdrawal_once();
