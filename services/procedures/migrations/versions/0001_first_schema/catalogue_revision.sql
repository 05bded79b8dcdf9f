-- A number that every transaction moves which changes what the catalogue answers, so that an answer may be cached.
-- What is inserted beside a period is named by nothing that was answered before; a declaration of an online service
-- opens no period.
-- The triggers' names come before those that write search documents: the lock of this row is taken first, so writers
-- wait in one order.

CREATE TABLE catalogue_revision (
    one boolean NOT NULL DEFAULT true,
    revision bigint NOT NULL,
    CONSTRAINT pk_catalogue_revision PRIMARY KEY (one),
    CONSTRAINT ck_catalogue_revision_one CHECK (one)
);
COMMENT ON TABLE catalogue_revision IS
    'moved by triggers whenever a period, or the name of an agency, a field or a Decision changes, whoever changes it';
INSERT INTO catalogue_revision (revision) VALUES (1);

CREATE FUNCTION move_catalogue_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE catalogue_revision SET revision = revision + 1;
    RETURN NULL;
END $$;

CREATE TRIGGER period_moves_catalogue_revision AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON period
    FOR EACH STATEMENT EXECUTE FUNCTION move_catalogue_revision();
CREATE TRIGGER version_moves_catalogue_revision AFTER UPDATE OR DELETE OR TRUNCATE ON version
    FOR EACH STATEMENT EXECUTE FUNCTION move_catalogue_revision();
CREATE TRIGGER agency_moves_catalogue_revision AFTER UPDATE OR DELETE OR TRUNCATE ON agency
    FOR EACH STATEMENT EXECUTE FUNCTION move_catalogue_revision();
CREATE TRIGGER field_moves_catalogue_revision AFTER UPDATE OR DELETE OR TRUNCATE ON field
    FOR EACH STATEMENT EXECUTE FUNCTION move_catalogue_revision();
CREATE TRIGGER decision_moves_catalogue_revision AFTER UPDATE OF number, issuing_body, signed_on, title ON decision
    FOR EACH STATEMENT EXECUTE FUNCTION move_catalogue_revision();
CREATE TRIGGER decision_published_moves_catalogue_revision AFTER UPDATE OF status ON decision FOR EACH ROW
    WHEN (NEW.status = 'published' AND OLD.status <> 'published') EXECUTE FUNCTION move_catalogue_revision();
CREATE TRIGGER rectification_moves_catalogue_revision AFTER INSERT ON rectification_item
    FOR EACH STATEMENT EXECUTE FUNCTION move_catalogue_revision();
CREATE TRIGGER search_term_moves_catalogue_revision AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON search_term
    FOR EACH STATEMENT EXECUTE FUNCTION move_catalogue_revision();
