"""Documents of the search in half the time: what a Decision's items share is folded once, a known word's deletions are not made again.

What is kept stays the same to the letter, so no document is written anew. And the catalogue's revision is moved by all that changes what a
search answers, too, so that it may be remembered.
"""

from alembic import op

revision = "0010"
down_revision = "0009"

FUNCTIONS = (
    r"""
CREATE OR REPLACE FUNCTION search_words(given text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT string_to_array(btrim(regexp_replace(
        regexp_replace(public.search_fold(given), '[^0-9a-z]+', ' ', 'g'), '([0-9a-z]{60})[0-9a-z]+', '\1', 'g')), ' ')
$$
""",
    """
CREATE OR REPLACE FUNCTION search_vector(words text[], weight text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
    $$ SELECT setweight(to_tsvector('pg_catalog.simple'::regconfig, array_to_string(words, ' ')), weight::"char") $$
""",
    """
CREATE OR REPLACE FUNCTION write_search_documents(periods bigint[]) RETURNS void LANGUAGE sql AS $$
    WITH given AS MATERIALIZED (
        SELECT r.id, r.version, r.in_force, p.id AS procedure_id, p.code, v.name, v.field_code, v.agency_code, v.levels, v.content
        FROM unnest(periods) AS given (id)
        JOIN period r USING (id)
        JOIN procedure p ON p.id = r.procedure_id
        JOIN version v ON v.procedure_id = r.procedure_id AND v.number = r.version
        WHERE upper_inf(r.known)
    ),
    fields AS MATERIALIZED (
        SELECT code, search_vector(search_words(name), 'B') AS words FROM field WHERE code IN (SELECT field_code FROM given)
    ),
    agencies AS MATERIALIZED (
        SELECT code, search_vector(search_words(name), 'C') AS words FROM agency WHERE code IN (SELECT agency_code FROM given)
    )
    INSERT INTO search_document
    SELECT g.id, g.procedure_id, g.version, g.code, g.in_force, g.name, w.folded, "left"(w.folded, 200), cardinality(w.name),
        search_vector(w.name, 'A') || f.words || a.words || search_vector(search_words(g.code), 'D'),
        g.field_code, g.agency_code, g.levels, ARRAY(SELECT json_array_elements_text(g.content->'audience')), o.days, o.levels
    FROM given g
    JOIN fields f ON f.code = g.field_code
    JOIN agencies a ON a.code = g.agency_code
    CROSS JOIN LATERAL (SELECT words AS name, array_to_string(words, ' ') AS folded FROM search_words(g.name) AS words OFFSET 0) w
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(d.effective_on), '{}') AS days, coalesce(array_agg(d.level), '{}') AS levels FROM declared_online(g.code) d
    ) o
$$
""",
    """
CREATE OR REPLACE FUNCTION count_search_words(vectors tsvector[], by integer) RETURNS void LANGUAGE sql AS $$
    INSERT INTO search_word AS known (word, documents, deletions)
    SELECT c.word, by * c.documents,
        CASE WHEN EXISTS (SELECT FROM search_word k WHERE k.word = c.word) THEN '{}' ELSE search_deletions(c.word) END
    FROM (
        SELECT word, count(*) AS documents
        FROM unnest(vectors) AS v (vector), unnest(tsvector_to_array(ts_filter(vector, '{a,b,c}'))) AS word GROUP BY word
    ) c ORDER BY c.word
    ON CONFLICT (word) DO UPDATE SET documents = known.documents + excluded.documents
$$
""",
)

MOVES = {
    "decision_published_moves_catalogue_revision": (
        "AFTER UPDATE OF status ON decision FOR EACH ROW WHEN (NEW.status = 'published' AND OLD.status <> 'published')"
    ),
    "later_act_moves_catalogue_revision": "AFTER INSERT ON later_act_item FOR EACH STATEMENT",
    "search_term_moves_catalogue_revision": "AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON search_term FOR EACH STATEMENT",
}
"""A declaration of an online service opens no period. Their names come before those that write documents: the revision's lock is taken first."""


def upgrade() -> None:
    for function in FUNCTIONS:
        op.execute(function)
    for name, when in MOVES.items():
        op.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION move_catalogue_revision()")
