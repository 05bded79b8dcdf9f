-- The rules by which time limits are counted, as data: the law that lays them down changes.

CREATE TABLE clock_rule (
    procedure_code text NOT NULL,
    valid_from date NOT NULL,
    sessions text NOT NULL,
    received_until time without time zone NOT NULL,
    supplement_within integer NOT NULL,
    supplement_restarts boolean NOT NULL,
    supplement_term integer NOT NULL,
    legal_basis text NOT NULL,
    CONSTRAINT pk_clock_rule PRIMARY KEY (procedure_code, valid_from)
);
COMMENT ON TABLE clock_rule IS
    'for a procedure and a day, its own row with the latest valid_from applies, else the one for all procedures';
COMMENT ON COLUMN clock_rule.procedure_code IS 'empty: for all procedures';
COMMENT ON COLUMN clock_rule.sessions IS 'giờ hành chính of a working day, such as 07:30-11:30 13:30-17:30';
COMMENT ON COLUMN clock_rule.received_until IS 'what arrives later counts from the next working day';
COMMENT ON COLUMN clock_rule.supplement_within IS
    'working days from reception within which a supplement may be asked for';
COMMENT ON COLUMN clock_rule.supplement_restarts IS
    'whether the limit begins again from zero after a supplement; else it goes on';
COMMENT ON COLUMN clock_rule.supplement_term IS
    'days within which a supplement that was asked for before reception is handed in';
INSERT INTO clock_rule VALUES
    ('', '2018-06-21', '07:30-11:30 13:30-17:30', '15:00', 3, true, 30, 'NĐ 61/2018/NĐ-CP, Điều 17 đến 19'),
    ('', '2025-07-01', '07:30-11:30 13:30-17:30', '15:00', 3, true, 30, 'NĐ 118/2025/NĐ-CP');
