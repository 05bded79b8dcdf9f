-- Request ids that officers have used, each with the request that it names.

CREATE TABLE lookup_request (
    account text NOT NULL,
    officer_id text NOT NULL,
    request_id text NOT NULL,
    request_digest bytea NOT NULL,
    CONSTRAINT pk_lookup_request PRIMARY KEY (account, officer_id, request_id)
);
COMMENT ON COLUMN lookup_request.request_digest IS 'SHA-256 of the request: one request id names one request';

-- The operations of the national service; operations.csv holds them. What is only guessed is a row, never a constant.

CREATE TABLE operation (
    name text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    integration_codes text NOT NULL,
    result text NOT NULL,
    fields text NOT NULL,
    required_fields text NOT NULL,
    name_form text NOT NULL,
    birth_date_needed boolean NOT NULL,
    source text NOT NULL,
    certainty text NOT NULL,
    CONSTRAINT pk_operation PRIMARY KEY (name, valid_from),
    CONSTRAINT ck_operation_result CHECK (result IN ('persons', 'confirmation', 'not_offered')),
    CONSTRAINT ck_operation_name_form CHECK (name_form IN ('text', 'parts'))
);
COMMENT ON COLUMN operation.integration_codes IS 'the values of MaTichHop that choose the operation, separated by spaces';
COMMENT ON COLUMN operation.fields IS 'what the answer may hold, where the law lists it: names separated by spaces';
COMMENT ON COLUMN operation.required_fields IS 'what the law must list: names separated by spaces';
COMMENT ON COLUMN operation.name_form IS 'how the names of relatives are written';
COMMENT ON COLUMN operation.certainty IS 'how reliable the source is: law, page, code, news, memory, own';
