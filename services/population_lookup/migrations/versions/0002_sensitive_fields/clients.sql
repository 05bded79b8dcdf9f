-- A client has no token that could name a scope.

ALTER TABLE client ADD COLUMN sees_sensitive_fields boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN client.sees_sensitive_fields IS 'as the scope population.sensitive of a token';
