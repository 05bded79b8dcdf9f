CREATE INDEX ix_resident_household_id ON resident (household_id);
