-- One more kind: what was allowed is allowed, and so the rows need no check.
ALTER TABLE kept_report DROP CONSTRAINT ck_kept_report_kind;
ALTER TABLE kept_report ADD CONSTRAINT ck_kept_report_kind
    CHECK (kind IN ('annual', 'dossiers', 'figures')) NOT VALID;
ALTER TABLE kept_report VALIDATE CONSTRAINT ck_kept_report_kind;
