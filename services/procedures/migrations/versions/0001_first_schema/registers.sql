-- Agencies, fields, levels, topics and lists of designation, and the history of the registers.

CREATE TABLE agency (
    code text NOT NULL,
    name text NOT NULL,
    valid_from date,
    valid_to date,
    CONSTRAINT pk_agency PRIMARY KEY (code),
    CONSTRAINT ck_agency_validity CHECK (valid_from < valid_to)
);
COMMENT ON COLUMN agency.valid_to IS 'the first day on which the agency no longer exists';
COMMENT ON COLUMN agency.code IS 'QĐ 20/2020/QĐ-TTg';

CREATE TABLE field (
    code text NOT NULL,
    name text NOT NULL,
    CONSTRAINT pk_field PRIMARY KEY (code)
);
COMMENT ON COLUMN field.code IS 'TT 01/2018/TT-VPCP, Article 20';

CREATE TABLE administrative_level (
    code text NOT NULL,
    name text NOT NULL,
    rank smallint NOT NULL,
    valid_from date,
    valid_to date,
    CONSTRAINT pk_administrative_level PRIMARY KEY (code)
);
COMMENT ON COLUMN administrative_level.rank IS 'CAPTHUCHIEN; 0 is the highest level';
COMMENT ON COLUMN administrative_level.valid_to IS 'the first day on which the level no longer exists in law';
INSERT INTO administrative_level (code, name, rank, valid_to) VALUES
    ('ministry', 'Cấp Bộ', 0, NULL),
    ('province', 'Cấp tỉnh', 1, NULL),
    ('district', 'Cấp huyện', 2, '2025-07-01'),
    ('commune', 'Cấp xã', 3, NULL),
    ('other', 'Cơ quan khác', 4, NULL);

CREATE TABLE topic (
    code text NOT NULL,
    name text NOT NULL,
    CONSTRAINT pk_topic PRIMARY KEY (code)
);
INSERT INTO topic (code, name) VALUES
    ('opening_catalogue', 'Danh mục thủ tục hành chính ban đầu'),
    ('household_book', 'Nộp, xuất trình sổ hộ khẩu, sổ tạm trú giấy'),
    ('essential_services', 'Dịch vụ công thiết yếu'),
    ('online_declaration', 'Đủ điều kiện thực hiện dịch vụ công trực tuyến toàn trình');

CREATE TABLE designation (
    code text NOT NULL,
    name text NOT NULL,
    online_level text,
    CONSTRAINT pk_designation PRIMARY KEY (code),
    CONSTRAINT ck_designation_online_level CHECK (online_level IN ('full', 'partial'))
);
COMMENT ON TABLE designation IS 'lists for which Decisions designate procedures';
COMMENT ON COLUMN designation.online_level IS 'the level of online service that the list stands for, if it does';
INSERT INTO designation (code, name, online_level) VALUES
    ('full_online', 'Đủ điều kiện thực hiện dịch vụ công trực tuyến toàn trình', 'full'),
    ('partial_online', 'Đủ điều kiện thực hiện dịch vụ công trực tuyến một phần', 'partial'),
    ('postal', 'Tiếp nhận hồ sơ, trả kết quả qua dịch vụ bưu chính công ích', NULL),
    ('one_stop', 'Tiếp nhận và giải quyết theo cơ chế một cửa, một cửa liên thông', NULL),
    ('any_place', 'Thực hiện không phụ thuộc vào địa giới hành chính', NULL);

CREATE TABLE register_entry (
    id bigint GENERATED ALWAYS AS IDENTITY,
    register text NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    valid_from date,
    valid_to date,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_register_entry PRIMARY KEY (id)
);
COMMENT ON TABLE register_entry IS 'every name and validity recorded for an agency, a field or a designation, by whom and when';
COMMENT ON COLUMN register_entry.register IS 'agency, field or designation';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
