"""The pages of the list of services that are offered on a day, as the JSON of a response model."""

from sqlalchemy import Boolean, Date, Text, Uuid, func, literal_column, or_, select, true, tuple_

from common.http.cache.sql_json import RowModel
from common.http.cache.sql_pages import PageStatement, candidate_rows, joined, one_row, request_rows
from online_services.registry.queries.registry_revision import REVISION
from online_services.tables import level_period, online_service, partial_reason


def pages_offered(model: type[RowModel]) -> PageStatement:
    """Renders the rows of `online_services_on`, except where it filters by a code: PostgreSQL finds those by an index.
    `after_code` and `after_id` are the key before the page, or an empty
    text and the least id."""
    request = request_rows(
        on=Date,
        level=Text,
        agency=Text,
        under_review=Boolean,
        after_code=Text,
        after_id=Uuid,
    )
    key = online_service.c.procedure_code, online_service.c.id
    candidates = candidate_rows(
        select(online_service).where(tuple_(*key) > tuple_(request.c.after_code, request.c.after_id)).order_by(*key),
        request,
    )
    ends = level_period.c.effective_to
    on_day = one_row(
        select(level_period.c.level, level_period.c.reason_code, level_period.c.reason_legal_basis).where(
            level_period.c.service_id == candidates.c.id,
            level_period.c.effective_from <= request.c.on,
            or_(ends.is_(None), ends > request.c.on),
        ),
        "on_day",
        candidates,
        request,
    )
    reason = one_row(
        select(partial_reason.c.name.label("reason_name")).where(partial_reason.c.code == on_day.c.reason_code),
        "reason",
        on_day,
    )
    agency, requested = candidates.c.agency_code, request.c.agency
    below = func.starts_with(agency, requested.concat(literal_column("'.'")))
    rows = (
        select(candidates, on_day, reason)
        .select_from(joined(candidates, on_day).outerjoin(reason, true()))
        .where(
            or_(request.c.level.is_(None), on_day.c.level == request.c.level),
            or_(requested.is_(None), agency == requested, below),
            or_(request.c.under_review.is_(None), candidates.c.under_review == request.c.under_review),
        )
    )
    order = [candidates.c.procedure_code, candidates.c.id]
    return PageStatement(model, request, candidates, rows, order, ["procedure_code", "id"], REVISION.scalar_subquery())
