-- A number that every transaction increments which changes a response about the catalogue, so that responses may be
-- cached. New versions, agencies and fields need no trigger: no earlier response shows them, and a version appears only
-- with a period. A declaration of an online service opens no period, so the publication of a Decision has a trigger.
-- PostgreSQL fires triggers in the order of their names, and these come before the triggers that write search
-- documents: every transaction locks this row first, so writers wait in one order.

CREATE TABLE catalogue_revision (
    singleton boolean NOT NULL DEFAULT true,
    revision bigint NOT NULL,
    CONSTRAINT pk_catalogue_revision PRIMARY KEY (singleton),
    CONSTRAINT ck_catalogue_revision_singleton CHECK (singleton)
);
COMMENT ON TABLE catalogue_revision IS
    'triggers increment it whenever a period, a search term, a life event, or the name of an agency, a field or a Decision changes,'
    ' whoever changes it';
INSERT INTO catalogue_revision (revision) VALUES (1);

CREATE FUNCTION increment_catalogue_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE catalogue_revision SET revision = revision + 1;
    RETURN NULL;
END $$;

CREATE TRIGGER increment_catalogue_revision AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON period
    FOR EACH STATEMENT EXECUTE FUNCTION increment_catalogue_revision();
CREATE TRIGGER increment_catalogue_revision AFTER UPDATE OR DELETE OR TRUNCATE ON procedure
    FOR EACH STATEMENT EXECUTE FUNCTION increment_catalogue_revision();
CREATE TRIGGER increment_catalogue_revision AFTER UPDATE OR DELETE OR TRUNCATE ON version
    FOR EACH STATEMENT EXECUTE FUNCTION increment_catalogue_revision();
CREATE TRIGGER increment_catalogue_revision AFTER UPDATE OR DELETE OR TRUNCATE ON agency
    FOR EACH STATEMENT EXECUTE FUNCTION increment_catalogue_revision();
CREATE TRIGGER increment_catalogue_revision AFTER UPDATE OR DELETE OR TRUNCATE ON field
    FOR EACH STATEMENT EXECUTE FUNCTION increment_catalogue_revision();
CREATE TRIGGER increment_catalogue_revision AFTER UPDATE OF number, issuing_body, signed_on, title ON decision
    FOR EACH STATEMENT EXECUTE FUNCTION increment_catalogue_revision();
CREATE TRIGGER increment_catalogue_revision_on_publication AFTER UPDATE OF status ON decision FOR EACH ROW
    WHEN (NEW.status = 'published' AND OLD.status <> 'published') EXECUTE FUNCTION increment_catalogue_revision();
CREATE TRIGGER increment_catalogue_revision AFTER INSERT ON rectification_item
    FOR EACH STATEMENT EXECUTE FUNCTION increment_catalogue_revision();
CREATE TRIGGER increment_catalogue_revision AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON search_term
    FOR EACH STATEMENT EXECUTE FUNCTION increment_catalogue_revision();
CREATE TRIGGER increment_catalogue_revision AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON life_event
    FOR EACH STATEMENT EXECUTE FUNCTION increment_catalogue_revision();
