-- A procedure that was published under a provisional code gets the one of the national portal, once.

CREATE TABLE recoding (
    id uuid NOT NULL,
    procedure_id bigint NOT NULL,
    former_code text NOT NULL,
    code text NOT NULL,
    number text NOT NULL,
    issuing_body text NOT NULL,
    signed_on date NOT NULL,
    title text NOT NULL,
    agency_code text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_recoding PRIMARY KEY (id),
    CONSTRAINT uq_recoding_procedure_id UNIQUE (procedure_id),
    CONSTRAINT fk_recoding_procedure_id_procedure FOREIGN KEY (procedure_id) REFERENCES procedure (id)
);
COMMENT ON TABLE recoding IS 'how a procedure got its code; a code is given once';
COMMENT ON COLUMN recoding.number IS 'of the document that states the code, like the columns that follow';
COMMENT ON COLUMN recoding.agency_code IS 'the agency for which it was recorded';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON recoding
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION allow_recoding_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.id = OLD.id AND (NEW IS NOT DISTINCT FROM OLD
        OR (OLD.provisional_code IS NULL AND NEW.provisional_code = OLD.code AND EXISTS (
            SELECT FROM recoding r WHERE (r.procedure_id, r.former_code, r.code) = (NEW.id, OLD.code, NEW.code)))) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a procedure changes in one way only: its provisional code is replaced, once, by a recorded act'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER allow_recoding_once BEFORE UPDATE ON procedure
    FOR EACH ROW EXECUTE FUNCTION allow_recoding_once();

CREATE FUNCTION current_code(stated text) RETURNS text LANGUAGE sql STABLE AS
    $$ SELECT CASE WHEN stated LIKE '0.%'
        THEN coalesce((SELECT p.code FROM public.procedure p WHERE p.provisional_code = stated), stated)
        ELSE stated END $$;
