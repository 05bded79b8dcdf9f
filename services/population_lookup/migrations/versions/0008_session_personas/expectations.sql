-- Persons whom testers invent for one session, and who go with it: only where FAULTS=1.

CREATE TABLE session_persona (
    session text NOT NULL,
    personal_id text NOT NULL,
    old_identity_card text,
    record jsonb NOT NULL,
    CONSTRAINT pk_session_persona PRIMARY KEY (session, personal_id),
    CONSTRAINT fk_session_persona_session_test_session FOREIGN KEY (session) REFERENCES test_session (name)
        ON DELETE CASCADE
);
COMMENT ON TABLE session_persona IS 'persons whom testers invent for one session, only where FAULTS=1';
