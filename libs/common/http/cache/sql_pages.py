"""One statement that renders the pages of a list for all requests that wait, planned once.

A page of a filtered list is a join with other conditions each time, and PostgreSQL takes much longer to plan it than to
execute it. This statement is the same for all filters: it goes along the order of the list, looks up the other tables
for each row, and stops where the page is full. Where a filter leaves out nearly everything it stops after `SKIPPED`
rows that the page does not show, and the plain route answers.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    ARRAY,
    BindParameter,
    ColumnElement,
    FromClause,
    Integer,
    ScalarSelect,
    Select,
    TableValuedAlias,
    Text,
    bindparam,
    case,
    cast,
    column,
    func,
    literal_column,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from common.database.driver_statements import DriverStatement
from common.http.cache.sql_json import RowModel, json_text

SKIPPED = 1_000
"""Rows that a page may pass over: PostgreSQL looks at so many within the time of one request to the plain route."""


class ListPage(NamedTuple):
    """The JSON texts of its rows, separated by commas. `last` is the key of the last row, and None on the last page.
    `revision` is of the same snapshot."""

    revision: int
    items: bytes
    last: Sequence[str] | None


def request_rows(**types: Any) -> TableValuedAlias:
    """Returns a row for each request of a batch, with a column for each name. `size` is one row more than the request
    wants, which shows whether another page follows."""
    types = {**types, "size": Integer}
    arrays: list[BindParameter[Any]] = [bindparam(name, type_=ARRAY(type_)) for name, type_ in types.items()]
    columns: list[Any] = [column(name, type_) for name, type_ in types.items()]
    return func.unnest(*arrays).table_valued(*columns, with_ordinality="position").render_derived(name="request")


def candidate_rows(ordered: Select[Any], request: TableValuedAlias) -> FromClause:
    """Returns the rows of the list, in its order, from the start of the page: as many as it may pass over."""
    return ordered.limit(most_candidates(request)).correlate(request).lateral("candidate")


def most_candidates(request: TableValuedAlias) -> ColumnElement[int]:
    return request.c.size + literal_column(str(SKIPPED), Integer)


def one_row(statement: Select[Any], name: str, *outer: FromClause) -> FromClause:
    """Returns the one row of another table that belongs to the row of the list. The limit keeps PostgreSQL from joining
    the tables in another order."""
    return statement.limit(literal_column("1")).correlate(*outer).lateral(name)


def joined(first: FromClause, *others: FromClause) -> FromClause:
    for other in others:
        first = first.join(other, true())
    return first


class PageStatement:
    """`rows` selects the rows of one page in their order, with the columns of `model`; `candidates` are the rows of the
    list that it selects from, and `key` the columns of `rows` that a cursor holds."""

    def __init__(
        self,
        model: type[RowModel],
        request: TableValuedAlias,
        candidates: FromClause,
        rows: Select[Any],
        order: Sequence[ColumnElement[Any]],
        key: Sequence[str],
        revision: ScalarSelect[Any],
    ) -> None:
        place = func.row_number().over(order_by=order).label("place")
        row = rows.add_columns(place).order_by(*order).limit(request.c.size).correlate(request).lateral("page_row")
        text = func.string_agg(json_text(model, row), aggregate_order_by(literal_column("','", Text), row.c.place))
        shown_text = text.filter(row.c.place < request.c.size)
        is_last = row.c.place == request.c.size - literal_column("1", Integer)
        has_next = func.count() == request.c.size
        candidate_count = select(func.count()).select_from(candidates).correlate(request).scalar_subquery()
        page = (
            select(
                func.convert_to(shown_text, literal_column("'UTF8'")).label("items"),
                has_next.label("has_next"),
                case((has_next, true()), else_=candidate_count < most_candidates(request)).label("complete"),
                *(func.max(case((is_last, cast(row.c[name], Text)))).label(f"last_{name}") for name in key),
            )
            .select_from(row)
            .correlate(request)
            .lateral("page")
        )
        statement = select(request.c.position, revision.label("revision"), page).select_from(joined(request, page))
        self._statement = DriverStatement.of(statement)
        self._last = [f"last_{name}" for name in key]
        self.names = frozenset(self._statement.names)

    async def read(self, driver: Any, requests: Sequence[Mapping[str, Any]]) -> list[ListPage | None]:
        """Returns a page for each request, in their order; None where the page passes over too many rows."""
        values = {name: [request[name] for request in requests] for name in self._statement.names}
        pages: list[ListPage | None] = [None] * len(requests)
        for row in await self._statement.fetch(driver, **values):
            if row["complete"]:
                last = [row[name] for name in self._last] if row["has_next"] else None
                pages[row["position"] - 1] = ListPage(row["revision"], row["items"] or b"", last)
        return pages
