"""The pages of the list of Decisions that everyone may read, as the JSON of a response model."""

from sqlalchemy import Date, Integer, Text, Uuid, any_, func, literal_column, or_, select, tuple_

from common.http.cache.sql_json import RowModel
from common.http.cache.sql_pages import PageStatement, candidate_rows, joined, one_row, request_rows
from procedures.decisions.queries.list_of_decisions import TIMELINESS
from procedures.law.domain.references import Status
from procedures.law.queries.catalogue_revision import REVISION
from procedures.shared.queries.rows import matches_if_requested
from procedures.tables import decision, decision_item, rectification

PUBLISHED = literal_column(f"'{Status.PUBLISHED}'", Text)


def pages_of_published_decisions(model: type[RowModel]) -> PageStatement:
    """Renders the rows of `decisions` for a caller who may see no drafts. `after_day` and `after_id` are the key before
    the page, or the last day and the greatest id."""
    request = request_rows(agency=Text, year=Integer, topic=Text, after_day=Date, after_id=Uuid)
    key = decision.c.signed_on, decision.c.id
    columns = [column for column in decision.c if column is not decision.c.revision]
    candidates = candidate_rows(
        select(*columns, *TIMELINESS, decision.c.revision.label("own_revision"))
        .where(tuple_(*key) < tuple_(request.c.after_day, request.c.after_id))
        .order_by(*(column.desc() for column in key)),
        request,
    )
    items = one_row(
        select(func.count().label("item_count")).where(decision_item.c.decision_id == candidates.c.id),
        "items",
        candidates,
    )
    rectifications = one_row(
        select((func.count() + candidates.c.own_revision).label("revision")).where(
            rectification.c.decision_id == candidates.c.id
        ),
        "rectifications",
        candidates,
    )
    rows = (
        select(candidates, items, rectifications)
        .select_from(joined(candidates, items, rectifications))
        .where(
            candidates.c.status == PUBLISHED,
            matches_if_requested(candidates.c.agency_code, request.c.agency),
            or_(request.c.year.is_(None), candidates.c.signed_year == request.c.year),
            or_(request.c.topic.is_(None), request.c.topic == any_(candidates.c.topics)),
        )
    )
    order = [candidates.c.signed_on.desc(), candidates.c.id.desc()]
    return PageStatement(model, request, candidates, rows, order, ["signed_on", "id"], REVISION.scalar_subquery())
