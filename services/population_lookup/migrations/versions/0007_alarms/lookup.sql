-- Request ids are kept for some days, and then forgotten.

ALTER TABLE lookup_request ADD COLUMN claimed_on date NOT NULL DEFAULT CURRENT_DATE;
CREATE INDEX ix_lookup_request_claimed_on ON lookup_request USING brin (claimed_on) WITH (pages_per_range = 16);
