-- Whose data a look-up of a household disclosed, beside the citizen whom it concerns. The partitions take the column
-- without being written anew; the index has no entry for the other lines.

ALTER TABLE access_log ADD COLUMN household_members text[];
COMMENT ON COLUMN access_log.household_members IS
    'the other members of a household whose data the access disclosed; null where it disclosed none';
CREATE INDEX ix_access_log_household_members ON access_log USING gin (household_members) WITH (fastupdate = off)
    WHERE household_members IS NOT NULL;
