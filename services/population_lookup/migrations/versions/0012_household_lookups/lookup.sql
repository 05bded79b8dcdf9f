-- The operation that answers the members of a household. Older code does not know the kind of its answer, so `result`
-- stays what it was: it goes on to refuse the operation.

ALTER TABLE operation DROP CONSTRAINT ck_operation_result;
ALTER TABLE operation ADD CONSTRAINT ck_operation_result
    CHECK (result IN ('persons', 'household', 'confirmation', 'not_offered'));
ALTER TABLE operation ADD COLUMN offered_as text;
ALTER TABLE operation ADD CONSTRAINT ck_operation_offered_as
    CHECK (offered_as IN ('persons', 'household', 'confirmation', 'not_offered'));
COMMENT ON COLUMN operation.offered_as IS
    'takes the place of result where it is not null: code that does not know its value goes on with result';

UPDATE operation SET offered_as = 'household', integration_codes = '905', required_fields = 'household_head',
    fields = 'personal_id full_name sex birth_date household_head',
    source = 'QLCDConstants; all but the name is ours', certainty = 'own'
WHERE name = 'CungCapThongTinHoGiaDinh' AND result = 'not_offered';
