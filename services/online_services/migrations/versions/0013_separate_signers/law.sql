ALTER TABLE projected.approved_process ADD COLUMN separate_signer boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN projected.approved_process.separate_signer IS
    'whether a dossier is not finished or stopped by an officer who handled it';
