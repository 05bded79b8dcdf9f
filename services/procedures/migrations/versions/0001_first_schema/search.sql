-- What is searched: a document for each period that is known to hold, written by triggers in the transaction that
-- changes the law.
-- The triggers' names come after those that move the catalogue's revision: its lock is taken first, so writers wait in
-- one order.

CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;

CREATE TABLE search_document (
    period_id bigint NOT NULL,
    code text NOT NULL,
    in_force daterange NOT NULL,
    name text NOT NULL,
    folded text NOT NULL,
    elsewhere text[] NOT NULL,
    field_code text NOT NULL,
    agency_code text NOT NULL,
    levels text[] NOT NULL,
    audience text[] NOT NULL,
    online_from date[] NOT NULL,
    online_levels text[] NOT NULL,
    CONSTRAINT pk_search_document PRIMARY KEY (period_id)
);
COMMENT ON TABLE search_document IS 'one per period whose known is open, made and taken away by triggers';
COMMENT ON COLUMN search_document.folded IS 'the words of the name without diacritics, in order';
COMMENT ON COLUMN search_document.elsewhere IS 'the words of the names of field and agency without diacritics';
COMMENT ON COLUMN search_document.online_from IS
    'from when Decisions declare each of online_levels, the earliest first';
CREATE INDEX ix_search_document_code ON search_document (code);
CREATE INDEX ix_search_document_field_code ON search_document (field_code);
CREATE INDEX ix_search_document_agency_code ON search_document (agency_code);

CREATE FUNCTION search_fold(given text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
    $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, normalize(given, NFC))) $$;

CREATE FUNCTION search_words(given text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT string_to_array(btrim(regexp_replace(
        regexp_replace(public.search_fold(given), '[^0-9a-z]+', ' ', 'g'), '([0-9a-z]{60})[0-9a-z]+', '\1', 'g')), ' ')
$$;

CREATE FUNCTION declared_online(wanted text) RETURNS TABLE (effective_on date, level text) LANGUAGE sql STABLE AS $$
    SELECT coalesce(mended.effective_on, i.effective_on), i.online_level
    FROM decision_item i
    JOIN decision d ON d.id = i.decision_id
    LEFT JOIN LATERAL (
        SELECT l.effective_on FROM rectification_item l JOIN rectification a ON a.id = l.act_id
        WHERE l.decision_id = i.decision_id AND l.item_number = i.number AND l.effective_on IS NOT NULL
        ORDER BY a.recorded_at DESC LIMIT 1
    ) mended ON true
    WHERE i.procedure_code = wanted AND i.kind = 'declare_online' AND d.status = 'published' AND NOT EXISTS (
        SELECT FROM rectification_item l JOIN rectification a ON a.id = l.act_id
        WHERE l.decision_id = i.decision_id AND l.item_number = i.number AND a.kind = 'annulment'
    ) ORDER BY 1, d.recorded_at
$$;

CREATE FUNCTION write_search_documents(periods bigint[]) RETURNS void LANGUAGE sql AS $$
    WITH given AS MATERIALIZED (
        SELECT r.id, r.in_force, p.code, v.name, v.field_code, v.agency_code, v.levels, v.content
        FROM unnest(periods) AS given (id)
        JOIN period r USING (id)
        JOIN procedure p ON p.id = r.procedure_id
        JOIN version v ON v.procedure_id = r.procedure_id AND v.number = r.version
        WHERE upper_inf(r.known)
    ),
    fields AS MATERIALIZED (
        SELECT code, search_words(name) AS words FROM field WHERE code IN (SELECT field_code FROM given)
    ),
    agencies AS MATERIALIZED (
        SELECT code, search_words(name) AS words FROM agency WHERE code IN (SELECT agency_code FROM given)
    )
    INSERT INTO search_document
    SELECT g.id, g.code, g.in_force, g.name, array_to_string(search_words(g.name), ' '), f.words || a.words,
        g.field_code, g.agency_code, g.levels,
        ARRAY(SELECT json_array_elements_text(g.content->'audience')), o.days, o.levels
    FROM given g
    JOIN fields f ON f.code = g.field_code
    JOIN agencies a ON a.code = g.agency_code
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(d.effective_on), '{}') AS days,
            coalesce(array_agg(d.level), '{}') AS levels
        FROM declared_online(g.code) d
    ) o
$$;

CREATE FUNCTION search_opened_period() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM write_search_documents(array_agg(id)) FROM moved;
    RETURN NULL;
END $$;
CREATE TRIGGER search_opened_period AFTER INSERT ON period REFERENCING NEW TABLE AS moved
    FOR EACH STATEMENT EXECUTE FUNCTION search_opened_period();

CREATE FUNCTION search_closed_period() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM search_document d USING moved WHERE d.period_id = moved.id AND NOT upper_inf(moved.known);
    RETURN NULL;
END $$;
CREATE TRIGGER search_closed_period AFTER UPDATE ON period REFERENCING NEW TABLE AS moved
    FOR EACH STATEMENT EXECUTE FUNCTION search_closed_period();

CREATE FUNCTION search_renamed_field() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE again bigint[]; BEGIN
    WITH gone AS (
        DELETE FROM search_document d USING moved JOIN earlier USING (code)
        WHERE d.field_code = moved.code AND earlier.name <> moved.name RETURNING d.period_id
    ) SELECT array_agg(period_id) INTO again FROM gone;
    PERFORM write_search_documents(again);
    RETURN NULL;
END $$;
CREATE TRIGGER search_renamed_field AFTER UPDATE ON field REFERENCING OLD TABLE AS earlier NEW TABLE AS moved
    FOR EACH STATEMENT EXECUTE FUNCTION search_renamed_field();

CREATE FUNCTION search_renamed_agency() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE again bigint[]; BEGIN
    WITH gone AS (
        DELETE FROM search_document d USING moved JOIN earlier USING (code)
        WHERE d.agency_code = moved.code AND earlier.name <> moved.name RETURNING d.period_id
    ) SELECT array_agg(period_id) INTO again FROM gone;
    PERFORM write_search_documents(again);
    RETURN NULL;
END $$;
CREATE TRIGGER search_renamed_agency AFTER UPDATE ON agency REFERENCING OLD TABLE AS earlier NEW TABLE AS moved
    FOR EACH STATEMENT EXECUTE FUNCTION search_renamed_agency();

CREATE FUNCTION search_published_declaration() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE search_document d SET online_from = o.days, online_levels = o.levels
    FROM (
        SELECT DISTINCT i.procedure_code AS code FROM moved
        JOIN decision_item i ON i.decision_id = moved.id AND moved.status = 'published' AND i.kind = 'declare_online'
    ) AS stated
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(effective_on), '{}') AS days, coalesce(array_agg(level), '{}') AS levels
        FROM declared_online(stated.code)
    ) o
    WHERE d.code = stated.code;
    RETURN NULL;
END $$;
CREATE TRIGGER search_published_declaration AFTER UPDATE ON decision REFERENCING NEW TABLE AS moved
    FOR EACH STATEMENT EXECUTE FUNCTION search_published_declaration();

CREATE FUNCTION search_rectification() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE search_document d SET online_from = o.days, online_levels = o.levels
    FROM (
        SELECT DISTINCT i.procedure_code AS code FROM moved
        JOIN decision_item i ON i.decision_id = moved.decision_id AND i.number = moved.item_number
            AND i.kind = 'declare_online'
    ) AS stated
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(effective_on), '{}') AS days, coalesce(array_agg(level), '{}') AS levels
        FROM declared_online(stated.code)
    ) o
    WHERE d.code = stated.code;
    RETURN NULL;
END $$;
CREATE TRIGGER search_rectification AFTER INSERT ON rectification_item REFERENCING NEW TABLE AS moved
    FOR EACH STATEMENT EXECUTE FUNCTION search_rectification();
