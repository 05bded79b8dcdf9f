-- Schemes of scores: groups of criteria with their points, as dated data. They only grow in number.

CREATE TABLE score_scheme (
    code text NOT NULL,
    revision integer NOT NULL,
    name_vi text NOT NULL,
    name_en text NOT NULL,
    ground text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_score_scheme PRIMARY KEY (code, revision),
    CONSTRAINT ck_score_scheme_validity CHECK (valid_from < valid_to)
);
COMMENT ON TABLE score_scheme IS 'by what agencies are scored; of a period applies the highest revision valid on its last day';
COMMENT ON COLUMN score_scheme.valid_to IS 'the first day on which it is no longer valid';

CREATE TABLE score_group (
    scheme text NOT NULL,
    revision integer NOT NULL,
    code text NOT NULL,
    position integer NOT NULL,
    name_vi text NOT NULL,
    name_en text NOT NULL,
    points numeric NOT NULL,
    certainty text NOT NULL,
    CONSTRAINT pk_score_group PRIMARY KEY (scheme, revision, code),
    CONSTRAINT fk_score_group_scheme_revision_score_scheme FOREIGN KEY (scheme, revision)
        REFERENCES score_scheme (code, revision),
    CONSTRAINT ck_score_group_certainty CHECK (certainty IN ('text', 'publication', 'memory'))
);

CREATE TABLE score_criterion (
    scheme text NOT NULL,
    revision integer NOT NULL,
    code text NOT NULL,
    group_code text NOT NULL,
    position integer NOT NULL,
    name_vi text NOT NULL,
    name_en text NOT NULL,
    points numeric NOT NULL,
    numerator text[] NOT NULL,
    denominator text[] NOT NULL,
    better text NOT NULL,
    full_at numeric NOT NULL,
    zero_rule text NOT NULL,
    stand_in boolean NOT NULL,
    certainty text NOT NULL,
    CONSTRAINT pk_score_criterion PRIMARY KEY (scheme, revision, code),
    CONSTRAINT fk_score_criterion_scheme_revision_group_code_score_group FOREIGN KEY (scheme, revision, group_code)
        REFERENCES score_group (scheme, revision, code),
    CONSTRAINT ck_score_criterion_points CHECK (points > 0),
    CONSTRAINT ck_score_criterion_full_at CHECK (full_at > 0 AND full_at <= 1),
    CONSTRAINT ck_score_criterion_better CHECK (better IN ('up', 'down')),
    CONSTRAINT ck_score_criterion_zero_rule CHECK (zero_rule IN ('full', 'none', 'left_out')),
    CONSTRAINT ck_score_criterion_certainty CHECK (certainty IN ('text', 'publication', 'memory'))
);
COMMENT ON COLUMN score_criterion.numerator IS 'keys of numbers that are added up: figures, entered indicators, measures of simplification';
COMMENT ON COLUMN score_criterion.denominator IS 'keys of numbers that are added up';
COMMENT ON COLUMN score_criterion.full_at IS 'the share at which all points are given';
COMMENT ON COLUMN score_criterion.zero_rule IS 'what 0 of 0 gives: all points, none, or it is left out';
COMMENT ON COLUMN score_criterion.stand_in IS 'whether the denominator stands in for the one that the document requires';
COMMENT ON COLUMN score_criterion.certainty IS 'how it is known: from the text, from a publication about it, from memory';

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON score_scheme
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON score_group
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON score_criterion
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
