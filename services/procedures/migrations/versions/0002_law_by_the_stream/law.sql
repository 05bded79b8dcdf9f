-- The hash of each content, by which followers check what they fetch. PostgreSQL computes it for the rows that exist,
-- and for those that older code inserts. It takes the text of a `json` for mutable, which it never is: hence a function.

CREATE FUNCTION sha256_of_content(content json) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT encode(sha256(convert_to(content::text, 'UTF8')), 'hex')
$$;
ALTER TABLE version ADD COLUMN content_sha256 text GENERATED ALWAYS AS (sha256_of_content(content)) STORED;
COMMENT ON COLUMN version.content_sha256 IS 'SHA-256 of the text of the content, in hexadecimal';
