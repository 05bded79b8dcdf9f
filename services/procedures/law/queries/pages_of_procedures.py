"""The pages of the list of procedures in force on a day, as the JSON of a response model."""

from sqlalchemy import Date, Text, any_, or_, select

from common.http.cache.sql_json import RowModel
from common.http.cache.sql_pages import PageStatement, candidate_rows, joined, one_row, request_rows
from procedures.law.queries.catalogue_revision import REVISION
from procedures.law.queries.law_rows import DECISION, EFFECTIVE, held_true
from procedures.shared.queries.rows import matches_if_requested
from procedures.tables import agency, decision, field, period, procedure, version


def pages_in_force(model: type[RowModel]) -> PageStatement:
    """Renders the rows of `procedures_in_force`, known now. `after` is the code before the page, or an empty text."""
    request = request_rows(in_force_on=Date, agency=Text, field=Text, level=Text, after=Text)
    candidates = candidate_rows(
        select(procedure.c.id, procedure.c.code).where(procedure.c.code > request.c.after).order_by(procedure.c.code),
        request,
    )
    in_force = one_row(
        select(period.c.version, period.c.under_review, *EFFECTIVE).where(
            period.c.procedure_id == candidates.c.id, period.c.in_force.contains(request.c.in_force_on), held_true(None)
        ),
        "in_force",
        candidates,
        request,
    )
    content = version.c.name, version.c.agency_code, version.c.field_code, version.c.levels, version.c.population_fields
    of_version = one_row(
        select(*content, version.c.decision_id.label("by_decision")).where(
            version.c.procedure_id == candidates.c.id, version.c.number == in_force.c.version
        ),
        "of_version",
        candidates,
        in_force,
    )
    of_decision = one_row(select(*DECISION).where(decision.c.id == of_version.c.by_decision), "of_decision", of_version)
    of_agency = one_row(
        select(agency.c.name.label("agency_name")).where(agency.c.code == of_version.c.agency_code),
        "of_agency",
        of_version,
    )
    of_field = one_row(
        select(field.c.name.label("field_name")).where(field.c.code == of_version.c.field_code), "of_field", of_version
    )
    rows = (
        select(candidates.c.code, in_force, of_version, of_decision, of_agency, of_field)
        .select_from(joined(candidates, in_force, of_version, of_decision, of_agency, of_field))
        .where(
            matches_if_requested(of_version.c.agency_code, request.c.agency),
            or_(request.c.field.is_(None), of_version.c.field_code == request.c.field),
            or_(request.c.level.is_(None), request.c.level == any_(of_version.c.levels)),
        )
    )
    return PageStatement(model, request, candidates, rows, [candidates.c.code], ["code"], REVISION.scalar_subquery())
