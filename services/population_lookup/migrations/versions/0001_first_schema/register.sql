-- The register of residents, and the codes that it uses; codes.csv holds the codes.

CREATE TABLE code (
    list text NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    source text NOT NULL,
    certainty text NOT NULL,
    CONSTRAINT pk_code PRIMARY KEY (list, code)
);
COMMENT ON COLUMN code.list IS 'the numbering of the code: two numberings of ethnic groups are in use';
COMMENT ON COLUMN code.certainty IS 'how reliable the source is: law, page, code, news, memory, own';

CREATE TABLE resident (
    personal_id text NOT NULL,
    old_identity_card text,
    full_name text NOT NULL,
    sex_list text NOT NULL,
    sex text NOT NULL,
    ethnic_group_list text NOT NULL,
    ethnic_group text NOT NULL,
    religion_list text NOT NULL,
    religion text NOT NULL,
    marital_status_list text NOT NULL,
    marital_status text NOT NULL,
    blood_group_list text NOT NULL,
    blood_group text NOT NULL,
    birth_year smallint NOT NULL,
    birth_date date,
    birth_registration_place jsonb NOT NULL,
    nationality text NOT NULL,
    native_place jsonb NOT NULL,
    permanent_residence jsonb NOT NULL,
    current_residence jsonb NOT NULL,
    father jsonb,
    mother jsonb,
    spouse jsonb,
    legal_representative jsonb,
    household_head jsonb,
    household_book text,
    CONSTRAINT pk_resident PRIMARY KEY (personal_id),
    CONSTRAINT uq_resident_old_identity_card UNIQUE (old_identity_card),
    CONSTRAINT ck_resident_personal_id CHECK (personal_id ~ '^[0-9]{12}$'),
    CONSTRAINT ck_resident_old_identity_card CHECK (old_identity_card ~ '^[0-9]{9}$'),
    CONSTRAINT fk_resident_sex_list_sex_code FOREIGN KEY (sex_list, sex) REFERENCES code (list, code),
    CONSTRAINT fk_resident_ethnic_group_list_ethnic_group_code
        FOREIGN KEY (ethnic_group_list, ethnic_group) REFERENCES code (list, code),
    CONSTRAINT fk_resident_religion_list_religion_code FOREIGN KEY (religion_list, religion)
        REFERENCES code (list, code),
    CONSTRAINT fk_resident_marital_status_list_marital_status_code
        FOREIGN KEY (marital_status_list, marital_status) REFERENCES code (list, code),
    CONSTRAINT fk_resident_blood_group_list_blood_group_code
        FOREIGN KEY (blood_group_list, blood_group) REFERENCES code (list, code)
);
COMMENT ON TABLE resident IS 'synthetic persons only';
COMMENT ON COLUMN resident.birth_date IS 'null if only the year is known';
CREATE INDEX ix_resident_represented_by ON resident ((legal_representative ->> 'personal_id'));
