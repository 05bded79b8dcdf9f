"""What is searched: a document for each period that is held true, kept by PostgreSQL itself in the transaction that moves the law."""

from alembic import op

from common.migrations.log_0001 import split

revision = "0008"
down_revision = "0007"

DOCUMENTS = """
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;
CREATE TABLE search_document (
    period_id bigint NOT NULL,
    procedure_id bigint NOT NULL,
    version integer NOT NULL,
    code text NOT NULL,
    in_force daterange NOT NULL,
    name text NOT NULL,
    folded text NOT NULL,
    beginning text NOT NULL,
    length integer NOT NULL,
    words tsvector NOT NULL,
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
COMMENT ON COLUMN search_document.beginning IS 'of folded, short enough for an index';
COMMENT ON COLUMN search_document.length IS 'of the name, in words';
COMMENT ON COLUMN search_document.words IS 'A: of the name, B: of the field, C: of the agency, D: of the code';
COMMENT ON COLUMN search_document.online_from IS 'from when Decisions declare each of online_levels, the earliest first';
CREATE INDEX ix_search_document_words ON search_document USING gin (words) WITH (fastupdate = off);
CREATE INDEX ix_search_document_folded ON search_document USING hash (folded);
CREATE INDEX ix_search_document_beginning ON search_document (beginning text_pattern_ops);
CREATE INDEX ix_search_document_code ON search_document (code text_pattern_ops);
CREATE INDEX ix_search_document_procedure_id ON search_document (procedure_id);
CREATE INDEX ix_search_document_field_code ON search_document (field_code);
CREATE INDEX ix_search_document_agency_code ON search_document (agency_code);
CREATE TABLE search_word (
    word text NOT NULL,
    documents bigint NOT NULL,
    deletions text[] NOT NULL,
    CONSTRAINT pk_search_word PRIMARY KEY (word)
);
COMMENT ON TABLE search_word IS 'the vocabulary of the documents, codes left out';
COMMENT ON COLUMN search_word.documents IS 'in how many documents it is; 0 where it is in none any more';
COMMENT ON COLUMN search_word.deletions IS 'the word, and the word less any one letter: what a typo shares with it';
CREATE INDEX ix_search_word_deletions ON search_word USING gin (deletions);
CREATE TABLE search_size (
    one boolean NOT NULL DEFAULT true,
    documents bigint NOT NULL,
    words bigint NOT NULL,
    CONSTRAINT pk_search_size PRIMARY KEY (one),
    CONSTRAINT ck_search_size_one CHECK (one)
);
COMMENT ON COLUMN search_size.words IS 'of all names together';
INSERT INTO search_size (documents, words) VALUES (0, 0);
CREATE TABLE search_term (
    term text NOT NULL,
    meaning text,
    words text[] NOT NULL,
    CONSTRAINT pk_search_term PRIMARY KEY (term)
);
COMMENT ON COLUMN search_term.meaning IS 'what the law calls it; none: it says nothing about what is searched';
COMMENT ON COLUMN search_term.words IS 'of the term, without diacritics';
"""

FUNCTIONS = (
    """
CREATE FUNCTION search_fold(given text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
    $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, normalize(given, NFC))) $$
""",
    """
CREATE FUNCTION search_words(given text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg("left"(word, 60) ORDER BY n), '{}')
    FROM unnest(regexp_split_to_array(public.search_fold(given), '[^0-9a-z]+')) WITH ORDINALITY AS split (word, n) WHERE word <> ''
$$
""",
    """
CREATE FUNCTION search_deletions(word text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT array_agg(DISTINCT CASE n WHEN 0 THEN word ELSE "left"(word, n - 1) || substr(word, n + 1) END)
    FROM generate_series(0, length(word)) AS n
$$
""",
    """
CREATE FUNCTION search_vector(words text[], weight text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(format('%s:%s%s', word, least(n, 16383), weight), ' '), '')::tsvector
    FROM unnest(words) WITH ORDINALITY AS numbered (word, n)
$$
""",
    """
CREATE FUNCTION declared_online(wanted text) RETURNS TABLE (effective_on date, level text) LANGUAGE sql STABLE AS $$
    SELECT coalesce(mended.effective_on, i.effective_on), i.level FROM decision_item i JOIN decision d ON d.id = i.decision_id
    LEFT JOIN LATERAL (
        SELECT l.effective_on FROM later_act_item l JOIN later_act a ON a.id = l.act_id
        WHERE l.decision_id = i.decision_id AND l.item_number = i.number AND l.effective_on IS NOT NULL
        ORDER BY a.recorded_at DESC LIMIT 1
    ) mended ON true
    WHERE i.procedure_code = wanted AND i.kind = 'declare_online' AND d.status = 'published' AND NOT EXISTS (
        SELECT FROM later_act_item l JOIN later_act a ON a.id = l.act_id
        WHERE l.decision_id = i.decision_id AND l.item_number = i.number AND a.kind = 'annulment'
    ) ORDER BY 1, d.recorded_at
$$
""",
    """
CREATE FUNCTION write_search_documents(periods bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO search_document
    SELECT r.id, p.id, r.version, p.code, r.in_force, v.name,
        array_to_string(w.name, ' '), "left"(array_to_string(w.name, ' '), 200), cardinality(w.name),
        search_vector(w.name, 'A') || search_vector(search_words(f.name), 'B') || search_vector(search_words(a.name), 'C')
            || search_vector(search_words(p.code), 'D'),
        v.field_code, v.agency_code, v.levels, ARRAY(SELECT json_array_elements_text(v.content->'audience')), o.days, o.levels
    FROM unnest(periods) AS given (id)
    JOIN period r USING (id)
    JOIN procedure p ON p.id = r.procedure_id
    JOIN version v ON v.procedure_id = r.procedure_id AND v.number = r.version
    JOIN field f ON f.code = v.field_code
    JOIN agency a ON a.code = v.agency_code
    CROSS JOIN LATERAL (SELECT search_words(v.name) AS name OFFSET 0) w
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(d.effective_on), '{}') AS days, coalesce(array_agg(d.level), '{}') AS levels FROM declared_online(p.code) d
    ) o
    WHERE upper_inf(r.known)
$$
""",
    """
CREATE FUNCTION count_search_words(vectors tsvector[], by integer) RETURNS void LANGUAGE sql AS $$
    INSERT INTO search_word AS known (word, documents, deletions)
    SELECT word, by * count(*), search_deletions(word)
    FROM unnest(vectors) AS v (vector), unnest(tsvector_to_array(ts_filter(vector, '{a,b,c}'))) AS word GROUP BY word ORDER BY word
    ON CONFLICT (word) DO UPDATE SET documents = known.documents + excluded.documents
$$
""",
)

COUNTED = """PERFORM count_search_words(array_agg(words), {by}) FROM moved;
    UPDATE search_size SET documents = documents + {by} * n, words = search_size.words + {by} * length
    FROM (SELECT count(*) AS n, coalesce(sum(length), 0) AS length FROM moved) m WHERE n > 0;"""
RENAMED = """WITH gone AS (
        DELETE FROM search_document d USING moved JOIN earlier USING (code)
        WHERE d.{register}_code = moved.code AND earlier.name <> moved.name RETURNING d.period_id
    ) SELECT array_agg(period_id) INTO again FROM gone;
    PERFORM write_search_documents(again);"""
STATED = """UPDATE search_document d SET online_from = o.days, online_levels = o.levels
    FROM (SELECT DISTINCT i.procedure_code AS code FROM moved JOIN decision_item i ON {same} AND i.kind = 'declare_online') AS stated
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(effective_on), '{{}}') AS days, coalesce(array_agg(level), '{{}}') AS levels FROM declared_online(stated.code)
    ) o
    WHERE d.code = stated.code;"""
DECLARED = STATED.format(same="i.decision_id = moved.id AND moved.status = 'published'")
ACTED_UPON = STATED.format(same="i.decision_id = moved.decision_id AND i.number = moved.item_number")

TRIGGERS = {
    "search_opened_period": (
        "AFTER INSERT ON period REFERENCING NEW TABLE AS moved",
        "PERFORM write_search_documents(array_agg(id)) FROM moved;",
    ),
    "search_closed_period": (
        "AFTER UPDATE ON period REFERENCING NEW TABLE AS moved",
        "DELETE FROM search_document d USING moved WHERE d.period_id = moved.id AND NOT upper_inf(moved.known);",
    ),
    "search_added_document": ("AFTER INSERT ON search_document REFERENCING NEW TABLE AS moved", COUNTED.format(by=1)),
    "search_removed_document": ("AFTER DELETE ON search_document REFERENCING OLD TABLE AS moved", COUNTED.format(by=-1)),
    "search_renamed_field": (
        "AFTER UPDATE ON field REFERENCING OLD TABLE AS earlier NEW TABLE AS moved",
        RENAMED.format(register="field"),
    ),
    "search_renamed_agency": (
        "AFTER UPDATE ON agency REFERENCING OLD TABLE AS earlier NEW TABLE AS moved",
        RENAMED.format(register="agency"),
    ),
    "search_published_declaration": ("AFTER UPDATE ON decision REFERENCING NEW TABLE AS moved", DECLARED),
    "search_later_act": ("AFTER INSERT ON later_act_item REFERENCING NEW TABLE AS moved", ACTED_UPON),
}
"""Their names come after those that move the catalogue's revision: its lock is taken first, so writers wait in one order."""

STOP_WORDS = (
    "cần gì", "cần những gì", "cần giấy tờ gì", "cần giấy tờ nào", "gồm những gì", "như thế nào", "thế nào", "làm sao", "ra sao",
    "bao lâu", "mất bao lâu", "bao nhiêu", "bao nhiêu tiền", "hết bao nhiêu", "mấy ngày", "ở đâu", "tại đâu", "nộp ở đâu", "khi nào",
    "phải làm gì", "được không", "có được không", "tôi", "tôi muốn", "mình muốn", "em muốn", "cho tôi hỏi", "cho em hỏi", "cho hỏi",
    "xin hỏi", "hướng dẫn", "cách", "muốn", "thủ tục", "hồ sơ", "giấy tờ gì", "xin", "cho con", "cho bé", "cho bố", "cho mẹ", "cho vợ",
    "là gì", "gì", "lại thế nào", "làm lại thế nào", "thì làm lại thế nào", "ạ", "vậy", "thì", "làm thủ tục", "đi làm", "làm",
)  # fmt: skip
MEANINGS = {
    "làm khai sinh": "đăng ký khai sinh",
    "làm giấy khai sinh": "đăng ký khai sinh",
    "giấy khai sinh": "đăng ký khai sinh",
    "làm giấy chứng tử": "đăng ký khai tử",
    "giấy chứng tử": "đăng ký khai tử",
    "báo tử": "đăng ký khai tử",
    "cưới": "đăng ký kết hôn",
    "lấy chồng": "đăng ký kết hôn",
    "lấy vợ": "đăng ký kết hôn",
    "giấy độc thân": "giấy xác nhận tình trạng hôn nhân",
    "xác nhận độc thân": "giấy xác nhận tình trạng hôn nhân",
    "mở hộ kinh doanh": "đăng ký thành lập hộ kinh doanh",
    "đóng cửa": "chấm dứt hoạt động",
    "nghỉ bán": "chấm dứt hoạt động hộ kinh doanh",
    "cắt hộ khẩu": "xóa đăng ký thường trú",
    "xóa hộ khẩu": "xóa đăng ký thường trú",
    "sửa tên": "thay đổi cải chính thông tin hộ tịch",
    "sai tên": "thay đổi cải chính thông tin hộ tịch",
    "mất bằng lái xe": "cấp lại giấy phép lái xe",
    "mất bằng lái": "cấp lại giấy phép lái xe",
    "mất căn cước": "cấp lại thẻ căn cước",
    "mất sổ đỏ": "cấp lại giấy chứng nhận quyền sử dụng đất",
    "làm hộ chiếu": "cấp hộ chiếu phổ thông ở trong nước",
    "đăng ký xe máy mới": "đăng ký xe lần đầu",
    "sổ đỏ": "giấy chứng nhận quyền sử dụng đất",
    "sổ hồng": "giấy chứng nhận quyền sở hữu nhà ở",
    "căn cước công dân": "thẻ căn cước",
    "cccd": "thẻ căn cước",
    "chứng minh thư": "thẻ căn cước",
    "bằng lái xe": "giấy phép lái xe",
    "bằng lái": "giấy phép lái xe",
    "gplx": "giấy phép lái xe",
    "hộ khẩu": "thường trú",
    "nhập hộ khẩu": "đăng ký thường trú",
    "xây nhà": "cấp giấy phép xây dựng nhà ở riêng lẻ",
    "giấy phép xây nhà": "giấy phép xây dựng nhà ở riêng lẻ",
    "mở công ty": "đăng ký thành lập công ty",
    "lập công ty": "đăng ký thành lập công ty",
    "mở quán": "đăng ký thành lập hộ kinh doanh",
    "mở hàng": "đăng ký thành lập hộ kinh doanh",
    "đổi tên": "thay đổi cải chính hộ tịch",
    "sửa khai sinh": "thay đổi cải chính hộ tịch",
    "con nuôi": "nuôi con nuôi",
    "lý lịch tư pháp": "phiếu lý lịch tư pháp",
    "công chứng bản sao": "chứng thực bản sao từ bản chính",
    "sao y": "chứng thực bản sao từ bản chính",
    "photo công chứng": "chứng thực bản sao từ bản chính",
    "đăng ký xe máy": "đăng ký xe lần đầu",
    "mua xe": "đăng ký xe lần đầu",
    "biển số xe": "đăng ký xe biển số xe",
    "bhyt": "bảo hiểm y tế",
    "bhxh": "bảo hiểm xã hội",
    "gpmb": "giải phóng mặt bằng",
    "ubnd": "ủy ban nhân dân",
    "tthc": "thủ tục hành chính",
    "trợ cấp người già": "trợ cấp xã hội người cao tuổi",
    "tiền người già": "trợ cấp hưu trí xã hội",
    "passport": "hộ chiếu phổ thông",
}
TERM = "INSERT INTO search_term (term, meaning, words) SELECT t.term, t.meaning, search_words(t.term) FROM (VALUES {}) AS t (term, meaning)"


def upgrade() -> None:
    for statement in (*split(DOCUMENTS), *FUNCTIONS):
        op.execute(statement)
    for name, (when, does) in TRIGGERS.items():
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE again bigint[]; BEGIN {does} RETURN NULL; END $$"
        )
        op.execute(f"CREATE TRIGGER {name} {when} FOR EACH STATEMENT EXECUTE FUNCTION {name}()")
    op.execute(TERM.format(", ".join(f"('{term}', NULL)" for term in STOP_WORDS)))
    op.execute(TERM.format(", ".join(f"('{term}', '{meaning}')" for term, meaning in MEANINGS.items())))
    op.execute("SELECT write_search_documents(array_agg(id)) FROM period WHERE upper_inf(known)")
