"""Channels are told of annulments and corrections too: a row for each act and channel, with a deadline of its own."""

from alembic import op

from common.migrations.log_0001 import split

revision = "0016"
down_revision = "0014"

TOLD = """
CREATE TABLE channel_later_act (
    act_id uuid NOT NULL,
    channel text NOT NULL,
    decision_id uuid NOT NULL,
    state text NOT NULL,
    due_on date,
    article text,
    after_position bigint NOT NULL,
    number bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamp with time zone NOT NULL,
    done_on date,
    evidence_url text,
    evidence_note text,
    evidenced_by text,
    evidenced_at timestamp with time zone,
    CONSTRAINT pk_channel_later_act PRIMARY KEY (act_id, channel),
    CONSTRAINT fk_channel_later_act_act_id_later_act FOREIGN KEY (act_id) REFERENCES later_act (id),
    CONSTRAINT fk_channel_later_act_decision_id_channel_channel_publication FOREIGN KEY (decision_id, channel)
        REFERENCES channel_publication (decision_id, channel),
    CONSTRAINT ck_channel_later_act_state CHECK (state IN ('due', 'sent', 'confirmed', 'failed', 'evidenced')),
    CONSTRAINT ck_channel_later_act_done_on CHECK ((state IN ('confirmed', 'evidenced')) = (done_on IS NOT NULL)),
    CONSTRAINT ck_channel_later_act_evidenced_by CHECK ((state = 'evidenced') = (evidenced_by IS NOT NULL)),
    CONSTRAINT ck_channel_later_act_article CHECK ((due_on IS NULL) = (article IS NULL))
);
COMMENT ON COLUMN channel_later_act.after_position IS
    'of the last Decision that went to the channel before: the channel hears of the act after it';
COMMENT ON COLUMN channel_later_act.number IS 'the order of acts after one Decision';
COMMENT ON COLUMN channel_later_act.done_on IS 'when it was first shown';
COMMENT ON COLUMN channel_later_act.evidenced_by IS 'the officer; none where the channel itself confirmed';
CREATE INDEX ix_channel_later_act_decision_id ON channel_later_act (decision_id);
CREATE INDEX ix_channel_later_act_channel_order ON channel_later_act (channel, after_position, number) WHERE state = 'due';
CREATE INDEX ix_channel_later_act_due_on ON channel_later_act (due_on) WHERE state IN ('due', 'sent', 'failed');
ALTER TABLE channel_attempt ADD COLUMN act_id uuid,
    ADD CONSTRAINT fk_channel_attempt_act_id_later_act FOREIGN KEY (act_id) REFERENCES later_act (id);
COMMENT ON COLUMN channel_attempt.act_id IS 'the later act that was told; none: the Decision itself';
"""

DEADLINES = """
ALTER TABLE publication_deadline ADD COLUMN later_act text,
    ADD CONSTRAINT ck_publication_deadline_later_act CHECK (later_act IS NULL OR later_act IN ('annulment', 'correction')
        AND channel IS NOT NULL AND anchor = 'signed_on' AND kind IS NULL AND NOT shortened);
COMMENT ON COLUMN publication_deadline.later_act IS 'of an act about a Decision, counted from its instrument; none: of Decisions';
INSERT INTO publication_deadline (later_act, channel, anchor, number, days, direction, shortened, article, recorded_by, recorded_at)
VALUES ('annulment', 'national_database', 'signed_on', 5, 'working', 'after', false, 'Điều 24 khoản 2 NĐ 63/2010/NĐ-CP',
    'installation', now());
"""

GUARDS = (
    """
CREATE TRIGGER deadline_stays BEFORE UPDATE ON channel_later_act FOR EACH ROW
    WHEN ((NEW.due_on, NEW.article) IS DISTINCT FROM (OLD.due_on, OLD.article))
    EXECUTE FUNCTION refuse_another_deadline()
""",
    """
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON channel_later_act FOR EACH STATEMENT
    EXECUTE FUNCTION refuse_change()
""",
)


def upgrade() -> None:
    for statement in (*split(TOLD), *split(DEADLINES), *GUARDS):
        op.execute(statement)
