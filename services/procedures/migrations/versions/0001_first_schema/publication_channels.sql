-- Channels of publication with their deadlines, and the state of each published Decision, annulment and correction in
-- each channel.

CREATE TABLE publication_channel (
    code text NOT NULL,
    name text NOT NULL,
    mandatory boolean NOT NULL,
    method text NOT NULL,
    url text,
    secret_name text,
    valid_from date,
    valid_to date,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_publication_channel PRIMARY KEY (code),
    CONSTRAINT ck_publication_channel_method CHECK (method IN ('push', 'evidence')),
    CONSTRAINT ck_publication_channel_url CHECK (method = 'push' OR url IS NULL),
    CONSTRAINT ck_publication_channel_secret_name CHECK ((url IS NULL) = (secret_name IS NULL))
);
COMMENT ON COLUMN publication_channel.mandatory IS 'required by Article 17 NĐ 63/2010';
COMMENT ON COLUMN publication_channel.url IS 'the address that receives pushes; null: nothing is pushed';
COMMENT ON COLUMN publication_channel.secret_name IS 'the name of the file with the secret that signs a push';
COMMENT ON COLUMN publication_channel.valid_to IS 'the first day on which the channel no longer exists';
INSERT INTO publication_channel (code, name, mandatory, method, recorded_by, recorded_at) VALUES
    ('national_database', 'Cơ sở dữ liệu quốc gia về thủ tục hành chính', true, 'push', 'installation', now()),
    ('provincial_portal', 'Cổng thông tin điện tử tỉnh', true, 'push', 'installation', now()),
    ('service_portal', 'Cổng dịch vụ công tỉnh', false, 'push', 'installation', now()),
    ('e_gazette', 'Công báo điện tử tỉnh', false, 'push', 'installation', now()),
    ('office_posting', 'Niêm yết tại trụ sở cơ quan tiếp nhận, giải quyết', true, 'evidence', 'installation', now());
CREATE TRIGGER refuse_deletion BEFORE DELETE OR TRUNCATE ON publication_channel
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE publication_deadline (
    id bigint GENERATED ALWAYS AS IDENTITY,
    kind text,
    channel text,
    anchor text NOT NULL,
    days integer NOT NULL,
    day_kind text NOT NULL,
    direction text NOT NULL,
    shortened boolean NOT NULL,
    article text NOT NULL,
    valid_from date,
    valid_to date,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    rectification text,
    CONSTRAINT pk_publication_deadline PRIMARY KEY (id),
    CONSTRAINT fk_publication_deadline_channel_publication_channel FOREIGN KEY (channel)
        REFERENCES publication_channel (code),
    CONSTRAINT ck_publication_deadline_anchor CHECK
        (anchor IN ('signed_on', 'legal_document_issued_on', 'legal_document_effective_on',
            'ministry_decision_issued_on')),
    CONSTRAINT ck_publication_deadline_days CHECK (days >= 0 AND days <= 180),
    CONSTRAINT ck_publication_deadline_day_kind CHECK (day_kind IN ('working', 'calendar')),
    CONSTRAINT ck_publication_deadline_direction CHECK (direction IN ('before', 'after')),
    CONSTRAINT ck_publication_deadline_rectification CHECK
        (rectification IS NULL OR rectification IN ('annulment', 'correction')
        AND channel IS NOT NULL AND anchor = 'signed_on' AND kind IS NULL AND NOT shortened)
);
COMMENT ON COLUMN publication_deadline.kind IS 'the kind of item; null: every kind';
COMMENT ON COLUMN publication_deadline.channel IS 'null: the deadline for the signature of the Decision itself';
COMMENT ON COLUMN publication_deadline.valid_from IS 'compared with the signing day';
COMMENT ON COLUMN publication_deadline.rectification IS
    'the kind of rectification, with the days counted from its instrument; null: the deadline is about Decisions';
INSERT INTO publication_deadline
    (rectification, channel, anchor, days, day_kind, direction, shortened, article, recorded_by, recorded_at)
SELECT *, 'installation', now() FROM (VALUES
    (NULL, NULL, 'legal_document_effective_on', 5, 'calendar', 'before', false, 'Điều 15 NĐ 63/2010/NĐ-CP'),
    (NULL, NULL, 'legal_document_issued_on', 3, 'calendar', 'after', true, 'Điều 15 NĐ 63/2010/NĐ-CP'),
    (NULL, 'national_database', 'signed_on', 5, 'working', 'after', false, 'Điều 24 khoản 2 NĐ 63/2010/NĐ-CP'),
    (NULL, 'national_database', 'signed_on', 2, 'working', 'after', true, 'Điều 24 khoản 2 NĐ 63/2010/NĐ-CP'),
    ('annulment', 'national_database', 'signed_on', 5, 'working', 'after', false, 'Điều 24 khoản 2 NĐ 63/2010/NĐ-CP')
) AS by_law;

CREATE TABLE channel_publication (
    decision_id uuid NOT NULL,
    channel text NOT NULL,
    state text NOT NULL,
    due_on date,
    article text,
    position bigint GENERATED ALWAYS AS IDENTITY,
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamp with time zone NOT NULL,
    shown_on date,
    evidence_url text,
    evidence_note text,
    evidenced_by text,
    evidenced_at timestamp with time zone,
    CONSTRAINT pk_channel_publication PRIMARY KEY (decision_id, channel),
    CONSTRAINT fk_channel_publication_decision_id_decision FOREIGN KEY (decision_id) REFERENCES decision (id),
    CONSTRAINT fk_channel_publication_channel_publication_channel FOREIGN KEY (channel)
        REFERENCES publication_channel (code),
    CONSTRAINT ck_channel_publication_state CHECK
        (state IN ('due', 'sent', 'confirmed', 'failed', 'evidenced', 'stated')),
    CONSTRAINT ck_channel_publication_shown_on CHECK
        ((state IN ('confirmed', 'evidenced', 'stated')) = (shown_on IS NOT NULL)),
    CONSTRAINT ck_channel_publication_evidenced_by CHECK ((state = 'evidenced') = (evidenced_by IS NOT NULL)),
    CONSTRAINT ck_channel_publication_article CHECK ((due_on IS NULL) = (article IS NULL))
);
COMMENT ON COLUMN channel_publication.position IS
    'assigned under the locks of the procedures: a channel receives the messages about one procedure in this order';
COMMENT ON COLUMN channel_publication.shown_on IS 'the day on which the channel first showed it';
COMMENT ON COLUMN channel_publication.evidenced_by IS
    'the officer who recorded the evidence; null where the channel itself confirmed';
CREATE INDEX ix_channel_publication_channel_position ON channel_publication (channel, position) WHERE state = 'due';
CREATE INDEX ix_channel_publication_due_on ON channel_publication (due_on) WHERE state IN ('due', 'sent', 'failed');
CREATE TRIGGER refuse_deletion BEFORE DELETE OR TRUNCATE ON channel_publication
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER deadline_never_changes BEFORE UPDATE ON channel_publication FOR EACH ROW
    WHEN ((NEW.due_on, NEW.article) IS DISTINCT FROM (OLD.due_on, OLD.article))
    EXECUTE FUNCTION refuse_deadline_change();

CREATE TABLE channel_rectification (
    rectification_id uuid NOT NULL,
    channel text NOT NULL,
    decision_id uuid NOT NULL,
    state text NOT NULL,
    due_on date,
    article text,
    after_position bigint NOT NULL,
    number bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamp with time zone NOT NULL,
    shown_on date,
    evidence_url text,
    evidence_note text,
    evidenced_by text,
    evidenced_at timestamp with time zone,
    CONSTRAINT pk_channel_rectification PRIMARY KEY (rectification_id, channel),
    CONSTRAINT fk_channel_rectification_rectification_id_rectification FOREIGN KEY (rectification_id)
        REFERENCES rectification (id),
    CONSTRAINT fk_channel_rectification_channel_publication FOREIGN KEY (decision_id, channel)
        REFERENCES channel_publication (decision_id, channel),
    CONSTRAINT ck_channel_rectification_state CHECK (state IN ('due', 'sent', 'confirmed', 'failed', 'evidenced')),
    CONSTRAINT ck_channel_rectification_shown_on CHECK ((state IN ('confirmed', 'evidenced')) = (shown_on IS NOT NULL)),
    CONSTRAINT ck_channel_rectification_evidenced_by CHECK ((state = 'evidenced') = (evidenced_by IS NOT NULL)),
    CONSTRAINT ck_channel_rectification_article CHECK ((due_on IS NULL) = (article IS NULL))
);
COMMENT ON COLUMN channel_rectification.after_position IS
    'the position of the last Decision that precedes it on the channel; the rectification is sent after that Decision';
COMMENT ON COLUMN channel_rectification.number IS 'the order of rectifications with the same after_position';
COMMENT ON COLUMN channel_rectification.shown_on IS 'the day on which the channel first showed it';
COMMENT ON COLUMN channel_rectification.evidenced_by IS
    'the officer who recorded the evidence; null where the channel itself confirmed';
CREATE INDEX ix_channel_rectification_decision_id ON channel_rectification (decision_id);
CREATE INDEX ix_channel_rectification_channel_order ON channel_rectification (channel, after_position, number)
    WHERE state = 'due';
CREATE INDEX ix_channel_rectification_due_on ON channel_rectification (due_on) WHERE state IN ('due', 'sent', 'failed');
CREATE TRIGGER deadline_never_changes BEFORE UPDATE ON channel_rectification FOR EACH ROW
    WHEN ((NEW.due_on, NEW.article) IS DISTINCT FROM (OLD.due_on, OLD.article))
    EXECUTE FUNCTION refuse_deadline_change();
CREATE TRIGGER refuse_deletion BEFORE DELETE OR TRUNCATE ON channel_rectification FOR EACH STATEMENT
    EXECUTE FUNCTION refuse_change();

CREATE TABLE channel_attempt (
    id bigint GENERATED ALWAYS AS IDENTITY,
    decision_id uuid NOT NULL,
    channel text NOT NULL,
    at timestamp with time zone NOT NULL,
    status integer,
    error text,
    rectification_id uuid,
    CONSTRAINT pk_channel_attempt PRIMARY KEY (id),
    CONSTRAINT fk_channel_attempt_decision_id_channel_channel_publication FOREIGN KEY (decision_id, channel)
        REFERENCES channel_publication (decision_id, channel),
    CONSTRAINT fk_channel_attempt_rectification_id_rectification FOREIGN KEY (rectification_id)
        REFERENCES rectification (id)
);
COMMENT ON COLUMN channel_attempt.status IS 'the HTTP status of the response; null where there was no response';
COMMENT ON COLUMN channel_attempt.rectification_id IS 'the rectification that was sent; null: the Decision itself';
CREATE INDEX ix_channel_attempt_decision_id_channel ON channel_attempt (decision_id, channel);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON channel_attempt
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE channel_circuit (
    channel text NOT NULL,
    state text NOT NULL DEFAULT 'closed',
    failures integer NOT NULL DEFAULT 0,
    probe_at timestamp with time zone,
    CONSTRAINT pk_channel_circuit PRIMARY KEY (channel),
    CONSTRAINT fk_channel_circuit_channel_publication_channel FOREIGN KEY (channel)
        REFERENCES publication_channel (code),
    CONSTRAINT ck_channel_circuit_state CHECK (state IN ('closed', 'open', 'gone'))
);
COMMENT ON TABLE channel_circuit IS 'the row lock lets one process at a time push to the channel';
COMMENT ON COLUMN channel_circuit.failures IS 'consecutive failures';
COMMENT ON COLUMN channel_circuit.probe_at IS 'when an open circuit lets one attempt through';
INSERT INTO channel_circuit (channel) SELECT code FROM publication_channel;
