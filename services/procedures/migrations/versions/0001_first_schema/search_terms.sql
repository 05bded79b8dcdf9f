-- The terms that people use: those that the search passes over, abbreviations, and those for which the law has another
-- name. search_term_entry is append-only and keeps what officers recorded; search_term holds the terms that apply now.
-- search_terms_installed.sql holds those that are installed with the service.

CREATE TABLE search_term (
    term text NOT NULL,
    context text NOT NULL,
    kind text NOT NULL,
    meaning text,
    words text[] NOT NULL,
    CONSTRAINT pk_search_term PRIMARY KEY (term, context),
    CONSTRAINT ck_search_term_kind CHECK (kind IN ('abbreviation', 'meaning', 'ignored', 'kept', 'place')),
    CONSTRAINT ck_search_term_meaning CHECK ((meaning IS NOT NULL) = (kind IN ('abbreviation', 'meaning')))
);
COMMENT ON COLUMN search_term.context IS
    'phrases, separated by semicolons, of which a query must have one; empty: the term applies to every query';
COMMENT ON COLUMN search_term.meaning IS 'the term that the law uses, or what an abbreviation stands for';
COMMENT ON COLUMN search_term.words IS 'the words of the term, without diacritics; 0 stands for any number';

CREATE FUNCTION search_words_of_term(given text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
    $$ SELECT public.search_words(replace(given, '#', ' 0 ')) $$;

CREATE FUNCTION apply_search_term_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.withdrawn THEN
        DELETE FROM search_term WHERE term = NEW.term AND context = NEW.context;
    ELSE
        INSERT INTO search_term (term, context, kind, meaning, words)
        VALUES (NEW.term, NEW.context, NEW.kind, NEW.meaning, search_words_of_term(NEW.term))
        ON CONFLICT (term, context) DO UPDATE SET kind = excluded.kind, meaning = excluded.meaning;
    END IF;
    RETURN NULL;
END $$;

CREATE TABLE search_term_entry (
    id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    term text NOT NULL,
    context text NOT NULL,
    kind text NOT NULL,
    meaning text,
    withdrawn boolean NOT NULL,
    reason text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_search_term_entry PRIMARY KEY (id)
);
COMMENT ON TABLE search_term_entry IS
    'for a term in a context, the latest row applies; a term without a row was installed with the service';
CREATE INDEX ix_search_term_entry_term_context ON search_term_entry (term, context);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON search_term_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER apply_search_term_entry AFTER INSERT ON search_term_entry
    FOR EACH ROW EXECUTE FUNCTION apply_search_term_entry();

CREATE TABLE life_event (
    name text NOT NULL,
    phrases text[] NOT NULL,
    procedures text[] NOT NULL,
    CONSTRAINT pk_life_event PRIMARY KEY (name)
);
COMMENT ON TABLE life_event IS 'what happens in a person''s life, and the procedures that it makes necessary';
COMMENT ON COLUMN life_event.phrases IS
    'words that tell of the event, in this order and with few others between; a slash separates alternatives of a word';
COMMENT ON COLUMN life_event.procedures IS 'codes, the first procedure to apply for first';

CREATE FUNCTION apply_life_event_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.withdrawn THEN
        DELETE FROM life_event WHERE name = NEW.name;
    ELSE
        INSERT INTO life_event (name, phrases, procedures) VALUES (NEW.name, NEW.phrases, NEW.procedures)
        ON CONFLICT (name) DO UPDATE SET phrases = excluded.phrases, procedures = excluded.procedures;
    END IF;
    RETURN NULL;
END $$;

CREATE TABLE life_event_entry (
    id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    name text NOT NULL,
    phrases text[] NOT NULL,
    procedures text[] NOT NULL,
    withdrawn boolean NOT NULL,
    reason text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_life_event_entry PRIMARY KEY (id)
);
COMMENT ON TABLE life_event_entry IS
    'for an event, the latest row applies; an event without a row was installed with the service';
CREATE INDEX ix_life_event_entry_name ON life_event_entry (name);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON life_event_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER apply_life_event_entry AFTER INSERT ON life_event_entry
    FOR EACH ROW EXECUTE FUNCTION apply_life_event_entry();
