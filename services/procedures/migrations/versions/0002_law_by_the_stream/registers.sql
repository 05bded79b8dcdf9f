-- The agencies that the matters of an agency pass to.

ALTER TABLE agency ADD COLUMN successor_codes text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN agency.successor_codes IS 'the agencies that its matters pass to, several where it was divided';
ALTER TABLE register_entry ADD COLUMN successor_codes text[];
COMMENT ON COLUMN register_entry.successor_codes IS 'of an agency';
