-- New pages are summarised as they fill, not only by the next VACUUM: until then each query reads them all.

ALTER INDEX ix_lookup_request_claimed_on SET (autosummarize = on);
