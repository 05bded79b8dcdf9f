-- The search documents: one for each period whose known range is open. Triggers write them in the transaction that
-- changes the law.
-- PostgreSQL fires triggers in the order of their names, and these come after the triggers that increment the revision
-- of the catalogue: every transaction locks that row first, so writers wait in one order.

CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;

CREATE TABLE search_document (
    period_id bigint NOT NULL,
    code text NOT NULL,
    in_force daterange NOT NULL,
    name text NOT NULL,
    folded text NOT NULL,
    field_and_agency_words text[] NOT NULL,
    content_words text[] NOT NULL,
    field_code text NOT NULL,
    agency_code text NOT NULL,
    levels text[] NOT NULL,
    audience text[] NOT NULL,
    online_from date[] NOT NULL,
    online_levels text[] NOT NULL,
    CONSTRAINT pk_search_document PRIMARY KEY (period_id)
);
COMMENT ON TABLE search_document IS 'one row per period whose known range is open; triggers insert and delete the rows';
COMMENT ON COLUMN search_document.folded IS 'the words of the name without diacritics, in order';
COMMENT ON COLUMN search_document.field_and_agency_words IS
    'the words of the names of field and agency without diacritics';
COMMENT ON COLUMN search_document.content_words IS
    'the words of papers, steps, results and conditions without diacritics, each once';
COMMENT ON COLUMN search_document.online_from IS
    'the effective dates of the declarations of online_levels, in the same order, the earliest first';
CREATE INDEX ix_search_document_code ON search_document (code);
CREATE INDEX ix_search_document_field_code ON search_document (field_code);
CREATE INDEX ix_search_document_agency_code ON search_document (agency_code);

CREATE FUNCTION search_fold(given text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
    $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, normalize(given, NFC))) $$;

CREATE FUNCTION search_words(given text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT string_to_array(btrim(regexp_replace(
        regexp_replace(public.search_fold(given), '[^0-9a-z]+', ' ', 'g'), '([0-9a-z]{60})[0-9a-z]+', '\1', 'g')), ' ')
$$;

CREATE FUNCTION search_content_words(content json) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT word ORDER BY word), '{}')
    FROM jsonb_each(content::jsonb) AS part,
        jsonb_path_query(part.value, 'strict $.**') AS found,
        unnest(public.search_words(found #>> '{}')) AS word
    WHERE part.key IN ('papers', 'steps', 'results', 'conditions') AND jsonb_typeof(found) = 'string'
$$;

CREATE FUNCTION declared_online(searched_code text) RETURNS TABLE (effective_on date, level text)
    LANGUAGE sql STABLE AS $$
    SELECT coalesce(correction.effective_on, i.effective_on), i.online_level
    FROM decision_item i
    JOIN decision d ON d.id = i.decision_id
    LEFT JOIN LATERAL (
        SELECT ri.effective_on FROM rectification_item ri JOIN rectification r ON r.id = ri.rectification_id
        WHERE ri.decision_id = i.decision_id AND ri.item_number = i.number AND ri.effective_on IS NOT NULL
        ORDER BY r.recorded_at DESC LIMIT 1
    ) correction ON true
    WHERE i.procedure_code IN (
            SELECT stated FROM procedure p CROSS JOIN LATERAL (VALUES (p.code), (p.provisional_code)) AS codes (stated)
            WHERE p.code = searched_code)
        AND i.kind = 'declare_online' AND d.status = 'published' AND NOT EXISTS (
        SELECT FROM rectification_item ri JOIN rectification r ON r.id = ri.rectification_id
        WHERE ri.decision_id = i.decision_id AND ri.item_number = i.number AND r.kind = 'annulment'
    ) ORDER BY 1, d.recorded_at
$$;

CREATE FUNCTION write_search_documents(periods bigint[]) RETURNS void LANGUAGE sql AS $$
    WITH open_periods AS MATERIALIZED (
        SELECT r.id, r.in_force, p.code, v.name, v.field_code, v.agency_code, v.levels, v.content
        FROM unnest(periods) AS requested (id)
        JOIN period r USING (id)
        JOIN procedure p ON p.id = r.procedure_id
        JOIN version v ON v.procedure_id = r.procedure_id AND v.number = r.version
        WHERE upper_inf(r.known)
    ),
    fields AS MATERIALIZED (
        SELECT code, search_words(name) AS words FROM field WHERE code IN (SELECT field_code FROM open_periods)
    ),
    agencies AS MATERIALIZED (
        SELECT code, search_words(name) AS words FROM agency WHERE code IN (SELECT agency_code FROM open_periods)
    )
    INSERT INTO search_document
    SELECT p.id, p.code, p.in_force, p.name, array_to_string(search_words(p.name), ' '), f.words || a.words,
        search_content_words(p.content), p.field_code, p.agency_code, p.levels,
        ARRAY(SELECT json_array_elements_text(p.content->'audience')), o.days, o.levels
    FROM open_periods p
    JOIN fields f ON f.code = p.field_code
    JOIN agencies a ON a.code = p.agency_code
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(d.effective_on), '{}') AS days, coalesce(array_agg(d.level), '{}') AS levels
        FROM declared_online(p.code) d
    ) o
$$;

CREATE FUNCTION search_index_opened_periods() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM write_search_documents(array_agg(id)) FROM new_rows;
    RETURN NULL;
END $$;
CREATE TRIGGER search_index_opened_periods AFTER INSERT ON period REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION search_index_opened_periods();

CREATE FUNCTION search_remove_closed_periods() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM search_document d USING new_rows WHERE d.period_id = new_rows.id AND NOT upper_inf(new_rows.known);
    RETURN NULL;
END $$;
CREATE TRIGGER search_remove_closed_periods AFTER UPDATE ON period REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION search_remove_closed_periods();

CREATE FUNCTION search_reindex_recoded_procedures() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE period_ids bigint[];
BEGIN
    WITH deleted AS (
        DELETE FROM search_document d USING new_rows JOIN old_rows USING (id)
        WHERE d.code = old_rows.code AND old_rows.code <> new_rows.code RETURNING d.period_id
    ) SELECT array_agg(period_id) INTO period_ids FROM deleted;
    PERFORM write_search_documents(period_ids);
    RETURN NULL;
END $$;
CREATE TRIGGER search_reindex_recoded_procedures AFTER UPDATE ON procedure
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION search_reindex_recoded_procedures();

CREATE FUNCTION search_reindex_renamed_fields() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE period_ids bigint[];
BEGIN
    WITH deleted AS (
        DELETE FROM search_document d USING new_rows JOIN old_rows USING (code)
        WHERE d.field_code = new_rows.code AND old_rows.name <> new_rows.name RETURNING d.period_id
    ) SELECT array_agg(period_id) INTO period_ids FROM deleted;
    PERFORM write_search_documents(period_ids);
    RETURN NULL;
END $$;
CREATE TRIGGER search_reindex_renamed_fields AFTER UPDATE ON field
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION search_reindex_renamed_fields();

CREATE FUNCTION search_reindex_renamed_agencies() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE period_ids bigint[];
BEGIN
    WITH deleted AS (
        DELETE FROM search_document d USING new_rows JOIN old_rows USING (code)
        WHERE d.agency_code = new_rows.code AND old_rows.name <> new_rows.name RETURNING d.period_id
    ) SELECT array_agg(period_id) INTO period_ids FROM deleted;
    PERFORM write_search_documents(period_ids);
    RETURN NULL;
END $$;
CREATE TRIGGER search_reindex_renamed_agencies AFTER UPDATE ON agency
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION search_reindex_renamed_agencies();

CREATE FUNCTION search_update_published_declarations() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE search_document d SET online_from = o.days, online_levels = o.levels
    FROM (
        SELECT DISTINCT current_code(i.procedure_code) AS code FROM new_rows
        JOIN decision_item i ON i.decision_id = new_rows.id AND new_rows.status = 'published'
            AND i.kind = 'declare_online'
    ) AS stated
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(effective_on), '{}') AS days, coalesce(array_agg(level), '{}') AS levels
        FROM declared_online(stated.code)
    ) o
    WHERE d.code = stated.code;
    RETURN NULL;
END $$;
CREATE TRIGGER search_update_published_declarations AFTER UPDATE ON decision REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION search_update_published_declarations();

CREATE FUNCTION search_update_rectified_declarations() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE search_document d SET online_from = o.days, online_levels = o.levels
    FROM (
        SELECT DISTINCT current_code(i.procedure_code) AS code FROM new_rows
        JOIN decision_item i ON i.decision_id = new_rows.decision_id AND i.number = new_rows.item_number
            AND i.kind = 'declare_online'
    ) AS stated
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(effective_on), '{}') AS days, coalesce(array_agg(level), '{}') AS levels
        FROM declared_online(stated.code)
    ) o
    WHERE d.code = stated.code;
    RETURN NULL;
END $$;
CREATE TRIGGER search_update_rectified_declarations AFTER INSERT ON rectification_item REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION search_update_rectified_declarations();
