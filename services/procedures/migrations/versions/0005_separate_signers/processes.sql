ALTER TABLE internal_process ADD COLUMN separate_signer boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN internal_process.separate_signer IS 'whether a result is not signed by an officer who handled the dossier';
