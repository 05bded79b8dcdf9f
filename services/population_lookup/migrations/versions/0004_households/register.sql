-- What the register keeps beside the 20 fields of the record.

ALTER TABLE resident
    ADD COLUMN household_id bigint,
    ADD COLUMN life_status text NOT NULL DEFAULT '0',
    ADD COLUMN life_status_since date;
ALTER TABLE resident
    ADD CONSTRAINT ck_resident_life_status CHECK (life_status IN ('0', '1', '2', '3')) NOT VALID;
ALTER TABLE resident VALIDATE CONSTRAINT ck_resident_life_status;
COMMENT ON COLUMN resident.household_id IS 'null for the dead';
COMMENT ON COLUMN resident.life_status IS 'a code of the list TrangThai';
COMMENT ON COLUMN resident.life_status_since IS 'the day of the death, or from which the person is missing';

CREATE TABLE household (
    id bigint NOT NULL,
    head_personal_id text NOT NULL,
    address jsonb NOT NULL,
    household_book text,
    CONSTRAINT pk_household PRIMARY KEY (id)
);
COMMENT ON TABLE household IS 'synthetic households only';

CREATE TABLE kinship (
    relation text NOT NULL,
    personal_id text NOT NULL,
    relative_personal_id text,
    relative_name text NOT NULL,
    since date NOT NULL,
    until date,
    ended_by text,
    CONSTRAINT pk_kinship PRIMARY KEY (relation, personal_id, since),
    CONSTRAINT ck_kinship_relation CHECK (relation IN ('marriage', 'guardianship')),
    CONSTRAINT ck_kinship_ended_by CHECK (ended_by IN ('divorce', 'death')),
    CONSTRAINT ck_kinship_end CHECK ((until IS NULL) = (ended_by IS NULL) AND until >= since)
);
COMMENT ON TABLE kinship IS 'relations that begin and may end; parents are in the record alone';
COMMENT ON COLUMN kinship.personal_id IS 'the husband if both are in the register; the ward of a guardianship';
COMMENT ON COLUMN kinship.relative_personal_id IS 'null for who is not in the register: foreigners, and the dead of long ago';
