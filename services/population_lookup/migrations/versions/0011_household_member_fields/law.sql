-- What a version lists for the members of a household other than the applicant. Events of before list nothing.

ALTER TABLE projected.lawful_period ADD COLUMN household_member_fields text NOT NULL DEFAULT '';
COMMENT ON COLUMN projected.lawful_period.household_member_fields IS
    'what may be used of the other members of a household: names separated by spaces, as population_fields';
