-- The fields that only a caller with the scope for sensitive fields sees. What counts as sensitive is a row, never a
-- constant.

CREATE TABLE sensitive_field (
    name text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    source text NOT NULL,
    certainty text NOT NULL,
    CONSTRAINT pk_sensitive_field PRIMARY KEY (name, valid_from)
);
COMMENT ON COLUMN sensitive_field.name IS 'a field of the record';
COMMENT ON COLUMN sensitive_field.certainty IS 'how reliable the source is: law, page, code, news, memory, own';

INSERT INTO sensitive_field (name, valid_from, source, certainty) VALUES
    ('religion', '2017-10-01', 'NĐ 13/2023/NĐ-CP, Article 2(4)(a); before it ours', 'memory'),
    ('ethnic_group', '2017-10-01', 'NĐ 13/2023/NĐ-CP, Article 2(4)(c); before it ours', 'memory'),
    ('blood_group', '2017-10-01', 'NĐ 13/2023/NĐ-CP, Article 2(4)(b), state of health; that it holds is ours', 'own'),
    ('marital_status', '2017-10-01', 'ours', 'own'),
    ('father', '2017-10-01', 'ours: the data of another person', 'own'),
    ('mother', '2017-10-01', 'ours: the data of another person', 'own'),
    ('spouse', '2017-10-01', 'ours: the data of another person', 'own'),
    ('legal_representative', '2017-10-01', 'ours: the data of another person', 'own'),
    ('household_head', '2017-10-01', 'ours: the data of another person', 'own');

-- NĐ 47/2020, Articles 41 and 42: data that a look-up answers may be used at once, and kept only on a ground, such as
-- the time for which they are valid. How long that is no source says.

ALTER TABLE operation ADD COLUMN valid_hours integer NOT NULL DEFAULT 24;
ALTER TABLE operation ADD CONSTRAINT ck_operation_valid_hours CHECK (valid_hours > 0);
COMMENT ON COLUMN operation.valid_hours IS
    'how long the answer may be used (NĐ 47/2020, Articles 41 and 42); the number is ours';
