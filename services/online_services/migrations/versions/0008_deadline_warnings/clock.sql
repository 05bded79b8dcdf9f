ALTER TABLE clock_rule
    ADD COLUMN warn_percents integer[] NOT NULL DEFAULT '{50,80}',
    ADD COLUMN warn_days_before integer[] NOT NULL DEFAULT '{1}';
COMMENT ON COLUMN clock_rule.warn_percents IS 'shares of the limit, in per cent, after which the agency is warned';
COMMENT ON COLUMN clock_rule.warn_days_before IS 'working days before the appointment on which the agency is warned';
