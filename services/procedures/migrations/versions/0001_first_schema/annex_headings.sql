-- What the annexes of Decisions call the columns of an annex. heading_synonym_entry is append-only and keeps what
-- officers recorded; heading_synonym holds the synonyms that apply now, first those that are installed.

CREATE TABLE heading_synonym (
    key text NOT NULL,
    heading text NOT NULL,
    column_name text NOT NULL,
    CONSTRAINT pk_heading_synonym PRIMARY KEY (key)
);
COMMENT ON COLUMN heading_synonym.key IS 'the heading in small ASCII letters, by which headings are compared';
COMMENT ON COLUMN heading_synonym.column_name IS 'the column of the annex, or note';

CREATE FUNCTION apply_heading_synonym_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.withdrawn THEN
        DELETE FROM heading_synonym WHERE key = NEW.key;
    ELSE
        INSERT INTO heading_synonym (key, heading, column_name) VALUES (NEW.key, NEW.heading, NEW.column_name)
        ON CONFLICT (key) DO UPDATE SET heading = excluded.heading, column_name = excluded.column_name;
    END IF;
    RETURN NULL;
END $$;

CREATE TABLE heading_synonym_entry (
    id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    key text NOT NULL,
    heading text NOT NULL,
    column_name text NOT NULL,
    withdrawn boolean NOT NULL,
    reason text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_heading_synonym_entry PRIMARY KEY (id)
);
COMMENT ON TABLE heading_synonym_entry IS
    'for a key, the latest row applies; a synonym without a row was installed with the service';
CREATE INDEX ix_heading_synonym_entry_key ON heading_synonym_entry (key);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON heading_synonym_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER apply_heading_synonym_entry AFTER INSERT ON heading_synonym_entry
    FOR EACH ROW EXECUTE FUNCTION apply_heading_synonym_entry();

INSERT INTO heading_synonym (key, heading, column_name)
SELECT array_to_string(search_words(btrim(heading)), ' '), btrim(heading), column_name
FROM (VALUES
    ('number', 'TT; Số TT; Số thứ tự'),
    ('kind', 'Loại; Hình thức; Hình thức công bố; Loại công bố; Nội dung công bố; Loại TTHC'),
    ('procedure_code', 'Mã số TTHC; Mã thủ tục; Mã thủ tục hành chính; Mã số thủ tục hành chính; Mã số; Mã hồ sơ TTHC;'
        'Mã số hồ sơ TTHC; Số hồ sơ TTHC; Mã TTHC (Cổng DVCQG); Mã TTHC trên Cổng DVCQG; Mã TTHC trên CSDLQG'),
    ('effective_on', 'Ngày hiệu lực; Ngày có hiệu lực thi hành; Thời điểm có hiệu lực; Thời điểm có hiệu lực thi hành;'
        'Hiệu lực thi hành'),
    ('name', 'Tên thủ tục; Tên thủ tục hành chính; Thủ tục hành chính; TTHC; Tên TTHC mới ban hành;'
        'Tên thủ tục hành chính mới ban hành; Tên TTHC được sửa đổi, bổ sung;'
        'Tên thủ tục hành chính được sửa đổi, bổ sung; Tên TTHC bị bãi bỏ; Tên thủ tục hành chính bị bãi bỏ;'
        'Tên TTHC được thay thế; Tên thủ tục hành chính được thay thế; Tên TTHC được chuẩn hóa;'
        'Tên thủ tục hành chính được chuẩn hóa; Danh mục thủ tục hành chính; Danh mục TTHC'),
    ('field_code', 'Mã số lĩnh vực; Lĩnh vực; Tên lĩnh vực'),
    ('agency_code', 'Mã đơn vị; Mã cơ quan, đơn vị'),
    ('levels', 'Cấp giải quyết; Cấp thực hiện TTHC; Cấp thực hiện thủ tục hành chính; Cấp thẩm quyền'),
    ('changed_parts', 'Nội dung sửa đổi, bổ sung; Nội dung được sửa đổi, bổ sung; Nội dung thay đổi'),
    ('successor_code', 'Mã thủ tục thay thế; Mã TTHC mới'),
    ('online_level', 'Mức độ; Mức độ DVC; Mức độ dịch vụ công; Mức độ cung cấp dịch vụ công trực tuyến;'
        'Mức độ DVC trực tuyến'),
    ('steps', 'Trình tự; Các bước thực hiện; Trình tự thực hiện TTHC'),
    ('time_limits', 'Thời hạn; Thời gian; Thời gian giải quyết; Thời gian thực hiện; Thời hạn thực hiện;'
        'Thời hạn giải quyết TTHC; Thời gian giải quyết TTHC; Thời hạn giải quyết hồ sơ;'
        'Thời hạn giải quyết thủ tục hành chính'),
    ('fees', 'Phí; Lệ phí; Mức phí, lệ phí; Phí, lệ phí (nếu có); Phí, lệ phí (đồng); Phí, lệ phí (VNĐ);'
        'Phí hoặc lệ phí'),
    ('papers', 'Hồ sơ; Thành phần, số lượng hồ sơ; Giấy tờ phải nộp; Thành phần hồ sơ, số lượng'),
    ('results', 'Kết quả; Kết quả giải quyết; Kết quả thực hiện TTHC; Kết quả giải quyết TTHC'),
    ('audience', 'Đối tượng; Đối tượng thực hiện TTHC; Đối tượng áp dụng'),
    ('conditions', 'Yêu cầu, điều kiện (nếu có); Điều kiện; Yêu cầu, điều kiện thực hiện;'
        'Yêu cầu, điều kiện thực hiện TTHC'),
    ('legal_bases', 'Căn cứ; Cơ sở pháp lý; Căn cứ pháp lý của TTHC; Căn cứ pháp lý của thủ tục hành chính'),
    ('agencies', 'Cơ quan giải quyết; Cơ quan thực hiện TTHC; Cơ quan thực hiện thủ tục hành chính; Đơn vị thực hiện;'
        'Cơ quan trực tiếp thực hiện'),
    ('competent_agencies', 'Cơ quan có thẩm quyền giải quyết; Cơ quan có thẩm quyền quyết định'),
    ('coordinating_agencies', 'Cơ quan phối hợp (nếu có); Cơ quan, đơn vị phối hợp'),
    ('channels', 'Cách thức; Cách thức thực hiện TTHC; Hình thức nộp hồ sơ; Cách thức nộp hồ sơ'),
    ('reception', 'Địa điểm; Địa điểm thực hiện; Địa điểm thực hiện TTHC; Địa điểm, thời gian tiếp nhận; Nơi tiếp nhận;'
        'Nơi tiếp nhận hồ sơ; Nơi nộp hồ sơ; Địa điểm nộp hồ sơ; Địa điểm tiếp nhận hồ sơ;'
        'Địa điểm tiếp nhận và trả kết quả'),
    ('document', 'Tên VBQPPL quy định nội dung sửa đổi, bổ sung; Tên VBQPPL quy định việc bãi bỏ TTHC;'
        'Tên VBQPPL quy định việc bãi bỏ thủ tục hành chính; Tên VBQPPL quy định nội dung thay thế;'
        'Tên văn bản quy phạm pháp luật quy định việc bãi bỏ thủ tục hành chính;'
        'Tên văn bản quy phạm pháp luật quy định nội dung sửa đổi, bổ sung; Văn bản quy định việc bãi bỏ'),
    ('document_number', 'Số hiệu văn bản; Số, ký hiệu văn bản; Số ký hiệu VBQPPL'),
    ('document_title', 'Trích yếu; Tên văn bản; Tên VBQPPL'),
    ('document_issued_on', 'Ngày ban hành'),
    ('note', 'Ghi chú (nếu có); Cách thức và địa điểm thực hiện')
) AS installed (column_name, headings), regexp_split_to_table(headings, ';') AS heading;
