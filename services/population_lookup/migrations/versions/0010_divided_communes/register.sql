-- Communes that were divided: an address in one of them stays as it was, since it does not tell which successor it
-- belongs to.

CREATE TABLE divided_commune (
    code text NOT NULL,
    divided_on date NOT NULL,
    name text NOT NULL,
    successors text NOT NULL,
    source text NOT NULL,
    certainty text NOT NULL,
    CONSTRAINT pk_divided_commune PRIMARY KEY (code, divided_on)
);
COMMENT ON COLUMN divided_commune.successors IS 'their names, as people are shown them';
COMMENT ON COLUMN divided_commune.certainty IS 'how reliable the source is: law, page, code, news, memory, own';

INSERT INTO divided_commune (code, divided_on, name, successors, source, certainty) VALUES
    ('00688', '2025-07-01', 'phường Quang Trung', 'phường Hà Giang 2, phường Hà Giang 1', 'list of administrative units', 'page'),
    ('00967', '2025-07-01', 'xã Việt Lâm', 'xã Vị Xuyên, xã Việt Lâm', 'list of administrative units', 'page'),
    ('00988', '2025-07-01', 'xã Yên Định', 'xã Ngọc Đường, xã Minh Ngọc', 'list of administrative units', 'page'),
    ('02494', '2025-07-01', 'xã Thái Bình', 'phường Nông Tiến, xã Thái Bình', 'list of administrative units', 'page'),
    ('02497', '2025-07-01', 'xã Kim Phú', 'phường Minh Xuân, phường Mỹ Lâm', 'list of administrative units', 'page');
