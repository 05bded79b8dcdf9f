-- The terms that citizens use: those without meaning for the search, and those for which the law has another name.
-- search_term_entry is append-only and keeps what officers recorded; search_term holds the terms that apply now.

CREATE TABLE search_term (
    term text NOT NULL,
    meaning text,
    words text[] NOT NULL,
    CONSTRAINT pk_search_term PRIMARY KEY (term)
);
COMMENT ON COLUMN search_term.meaning IS 'the term that the law uses; null: a term without meaning for the search';
COMMENT ON COLUMN search_term.words IS 'the words of the term, without diacritics';

CREATE FUNCTION apply_search_term_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.withdrawn THEN
        DELETE FROM search_term WHERE term = NEW.term;
    ELSE
        INSERT INTO search_term (term, meaning, words) VALUES (NEW.term, NEW.meaning, search_words(NEW.term))
        ON CONFLICT (term) DO UPDATE SET meaning = excluded.meaning;
    END IF;
    RETURN NULL;
END $$;

CREATE TABLE search_term_entry (
    id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    term text NOT NULL,
    meaning text,
    withdrawn boolean NOT NULL,
    reason text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_search_term_entry PRIMARY KEY (id)
);
COMMENT ON TABLE search_term_entry IS
    'for a term, the latest row applies; a term without a row was installed with the service';
CREATE INDEX ix_search_term_entry_term ON search_term_entry (term);
CREATE TRIGGER apply_search_term_entry AFTER INSERT ON search_term_entry
    FOR EACH ROW EXECUTE FUNCTION apply_search_term_entry();

INSERT INTO search_term (term, meaning, words)
SELECT t.term, t.meaning, search_words(t.term)
FROM (VALUES
    ('cần gì', NULL),
    ('cần những gì', NULL),
    ('cần giấy tờ gì', NULL),
    ('cần giấy tờ nào', NULL),
    ('gồm những gì', NULL),
    ('như thế nào', NULL),
    ('thế nào', NULL),
    ('làm sao', NULL),
    ('ra sao', NULL),
    ('bao lâu', NULL),
    ('mất bao lâu', NULL),
    ('bao nhiêu', NULL),
    ('bao nhiêu tiền', NULL),
    ('hết bao nhiêu', NULL),
    ('mấy ngày', NULL),
    ('ở đâu', NULL),
    ('tại đâu', NULL),
    ('nộp ở đâu', NULL),
    ('khi nào', NULL),
    ('phải làm gì', NULL),
    ('được không', NULL),
    ('có được không', NULL),
    ('tôi', NULL),
    ('tôi muốn', NULL),
    ('mình muốn', NULL),
    ('em muốn', NULL),
    ('cho tôi hỏi', NULL),
    ('cho em hỏi', NULL),
    ('cho hỏi', NULL),
    ('xin hỏi', NULL),
    ('hướng dẫn', NULL),
    ('cách', NULL),
    ('muốn', NULL),
    ('thủ tục', NULL),
    ('hồ sơ', NULL),
    ('giấy tờ gì', NULL),
    ('xin', NULL),
    ('cho con', NULL),
    ('cho bé', NULL),
    ('cho bố', NULL),
    ('cho mẹ', NULL),
    ('cho vợ', NULL),
    ('là gì', NULL),
    ('gì', NULL),
    ('lại thế nào', NULL),
    ('làm lại thế nào', NULL),
    ('thì làm lại thế nào', NULL),
    ('ạ', NULL),
    ('vậy', NULL),
    ('thì', NULL),
    ('làm thủ tục', NULL),
    ('đi làm', NULL),
    ('làm', NULL),
    ('làm khai sinh', 'đăng ký khai sinh'),
    ('làm giấy khai sinh', 'đăng ký khai sinh'),
    ('giấy khai sinh', 'đăng ký khai sinh'),
    ('làm giấy chứng tử', 'đăng ký khai tử'),
    ('giấy chứng tử', 'đăng ký khai tử'),
    ('báo tử', 'đăng ký khai tử'),
    ('cưới', 'đăng ký kết hôn'),
    ('lấy chồng', 'đăng ký kết hôn'),
    ('lấy vợ', 'đăng ký kết hôn'),
    ('giấy độc thân', 'giấy xác nhận tình trạng hôn nhân'),
    ('xác nhận độc thân', 'giấy xác nhận tình trạng hôn nhân'),
    ('mở hộ kinh doanh', 'đăng ký thành lập hộ kinh doanh'),
    ('đóng cửa', 'chấm dứt hoạt động'),
    ('nghỉ bán', 'chấm dứt hoạt động hộ kinh doanh'),
    ('cắt hộ khẩu', 'xóa đăng ký thường trú'),
    ('xóa hộ khẩu', 'xóa đăng ký thường trú'),
    ('sửa tên', 'thay đổi cải chính thông tin hộ tịch'),
    ('sai tên', 'thay đổi cải chính thông tin hộ tịch'),
    ('mất bằng lái xe', 'cấp lại giấy phép lái xe'),
    ('mất bằng lái', 'cấp lại giấy phép lái xe'),
    ('mất căn cước', 'cấp lại thẻ căn cước'),
    ('mất sổ đỏ', 'cấp lại giấy chứng nhận quyền sử dụng đất'),
    ('làm hộ chiếu', 'cấp hộ chiếu phổ thông ở trong nước'),
    ('đăng ký xe máy mới', 'đăng ký xe lần đầu'),
    ('sổ đỏ', 'giấy chứng nhận quyền sử dụng đất'),
    ('sổ hồng', 'giấy chứng nhận quyền sở hữu nhà ở'),
    ('căn cước công dân', 'thẻ căn cước'),
    ('cccd', 'thẻ căn cước'),
    ('chứng minh thư', 'thẻ căn cước'),
    ('bằng lái xe', 'giấy phép lái xe'),
    ('bằng lái', 'giấy phép lái xe'),
    ('gplx', 'giấy phép lái xe'),
    ('hộ khẩu', 'thường trú'),
    ('nhập hộ khẩu', 'đăng ký thường trú'),
    ('xây nhà', 'cấp giấy phép xây dựng nhà ở riêng lẻ'),
    ('giấy phép xây nhà', 'giấy phép xây dựng nhà ở riêng lẻ'),
    ('mở công ty', 'đăng ký thành lập công ty'),
    ('lập công ty', 'đăng ký thành lập công ty'),
    ('mở quán', 'đăng ký thành lập hộ kinh doanh'),
    ('mở hàng', 'đăng ký thành lập hộ kinh doanh'),
    ('đổi tên', 'thay đổi cải chính hộ tịch'),
    ('sửa khai sinh', 'thay đổi cải chính hộ tịch'),
    ('con nuôi', 'nuôi con nuôi'),
    ('lý lịch tư pháp', 'phiếu lý lịch tư pháp'),
    ('công chứng bản sao', 'chứng thực bản sao từ bản chính'),
    ('sao y', 'chứng thực bản sao từ bản chính'),
    ('photo công chứng', 'chứng thực bản sao từ bản chính'),
    ('đăng ký xe máy', 'đăng ký xe lần đầu'),
    ('mua xe', 'đăng ký xe lần đầu'),
    ('biển số xe', 'đăng ký xe biển số xe'),
    ('bhyt', 'bảo hiểm y tế'),
    ('bhxh', 'bảo hiểm xã hội'),
    ('gpmb', 'giải phóng mặt bằng'),
    ('ubnd', 'ủy ban nhân dân'),
    ('tthc', 'thủ tục hành chính'),
    ('trợ cấp người già', 'trợ cấp xã hội người cao tuổi'),
    ('tiền người già', 'trợ cấp hưu trí xã hội'),
    ('passport', 'hộ chiếu phổ thông')
) AS t (term, meaning);
