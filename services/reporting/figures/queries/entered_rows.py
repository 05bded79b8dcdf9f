"""The rows that the figure of an entered indicator counts: for each place the last approved value of exactly the
period."""

from reporting.figures.domain.figure_definitions import EvidencePart

_COLUMN_OF_PART = {EvidencePart.NUMERATOR: "numerator", EvidencePart.DENOMINATOR: "denominator"}


def entered_rows(part: EvidencePart) -> str:
    """Rows with the columns of other figures. The place stands in the column of every dimension that indicators have,
    since one has a single dimension. The parameters are `:indicator`, `:period` and `:known_on`."""
    return f"""
        SELECT DISTINCT ON (v.place) v.id::text AS id,
            v.place AS agency, v.place AS level, v.place AS field, v.place AS commune, NULL::text AS channel,
            v.{_COLUMN_OF_PART[part]} AS amount, v.estimated,
            v.source_document AS document, v.note AS name, NULL::text AS procedure_code, v.last_day AS day
        FROM indicator_value v JOIN value_approval a ON a.value_id = v.id
        WHERE v.indicator_code = :indicator AND v.period = :period AND a.outcome = 'approved'
            AND (CAST(:known_on AS timestamptz) IS NULL OR a.decided_at <= CAST(:known_on AS timestamptz))
        ORDER BY v.place, v.number DESC
    """  # noqa: S608 - constants only


def denominator_rows(indicator: str) -> str:
    """Rows of the values of an indicator without a dimension, for the shortest period that the last day of the
    figure's period is in. The parameters are `:last` and `:known_on`."""
    return f"""
        SELECT DISTINCT ON (v.indicator_code) v.id::text AS id,
            NULL::text AS agency, NULL::text AS level, NULL::text AS field,
            NULL::text AS commune, NULL::text AS channel,
            v.numerator AS amount, v.estimated,
            v.source_document AS document, v.note AS name, NULL::text AS procedure_code, v.last_day AS day
        FROM indicator_value v JOIN value_approval a ON a.value_id = v.id
        WHERE v.indicator_code = '{indicator}' AND v.place = '' AND a.outcome = 'approved'
            AND CAST(:last AS date) BETWEEN v.first_day AND v.last_day
            AND (CAST(:known_on AS timestamptz) IS NULL OR a.decided_at <= CAST(:known_on AS timestamptz))
        ORDER BY v.indicator_code, v.last_day - v.first_day, v.number DESC
    """  # noqa: S608 - constants only
