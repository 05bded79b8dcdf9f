-- Fees of dossiers, the steps of their internal processes, and results that were replaced or revoked.

ALTER TABLE dossier
    ADD COLUMN process_decision text,
    ADD COLUMN process_code text,
    ADD COLUMN step integer,
    ADD COLUMN step_name text,
    ADD COLUMN results integer NOT NULL DEFAULT 0,
    ADD COLUMN result_revoked boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT ck_dossier_progress CHECK (num_nulls(process_decision, process_code, step, step_name) IN (0, 4));
COMMENT ON COLUMN dossier.process_decision IS 'the Decision that approved the internal process that is followed';
COMMENT ON COLUMN dossier.step IS 'of the internal process; null: the first one';
COMMENT ON COLUMN dossier.results IS 'how many were signed: the last one counts';
UPDATE dossier d SET results = 1
WHERE EXISTS (SELECT FROM dossier_act a WHERE a.dossier_id = d.id AND a.action = 'finish');

CREATE TABLE dossier_fee (
    dossier_id uuid NOT NULL,
    number integer NOT NULL,
    amount bigint NOT NULL,
    ground text NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_dossier_fee PRIMARY KEY (dossier_id, number),
    CONSTRAINT fk_dossier_fee_dossier_id_dossier FOREIGN KEY (dossier_id) REFERENCES dossier (id),
    CONSTRAINT ck_dossier_fee_amount CHECK (amount > 0)
);
COMMENT ON TABLE dossier_fee IS 'what an applicant owes (nghĩa vụ tài chính)';
COMMENT ON COLUMN dossier_fee.amount IS 'in đồng';
COMMENT ON COLUMN dossier_fee.ground IS 'the legal basis';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier_fee
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE dossier_fee_settlement (
    dossier_id uuid NOT NULL,
    number integer NOT NULL,
    settled_by text NOT NULL,
    amount bigint NOT NULL,
    reference text,
    settled_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_dossier_fee_settlement PRIMARY KEY (dossier_id, number),
    CONSTRAINT fk_dossier_fee_settlement_dossier_id_dossier_fee FOREIGN KEY (dossier_id, number)
        REFERENCES dossier_fee (dossier_id, number),
    CONSTRAINT ck_dossier_fee_settlement_settled_by CHECK (settled_by IN ('treasury', 'cash', 'reduction', 'waiver')),
    CONSTRAINT ck_dossier_fee_settlement_amount_of_waiver CHECK ((amount = 0) = (settled_by = 'waiver')),
    CONSTRAINT ck_dossier_fee_settlement_reference_of_payment
        CHECK ((reference IS NULL) = (settled_by = 'waiver'))
);
COMMENT ON TABLE dossier_fee_settlement IS 'how a fee was settled; a payment at the treasury settles one fee';
COMMENT ON COLUMN dossier_fee_settlement.amount IS 'what was paid, in đồng';
COMMENT ON COLUMN dossier_fee_settlement.reference IS 'of the payment at the treasury, or the number of the receipt';
CREATE UNIQUE INDEX uq_dossier_fee_settlement_reference ON dossier_fee_settlement (reference)
    WHERE settled_by = 'treasury';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier_fee_settlement
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
