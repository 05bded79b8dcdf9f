"""The rows of a figure as one table: of a share with the part that each row belongs to."""

from collections.abc import Iterator
from datetime import date, datetime

from reporting.figures.domain.figure_definitions import ENTERED_PREFIX, EvidencePart, FigureDefinition, Origin
from reporting.figures.queries.entered_rows import denominator_rows, entered_rows
from reporting.figures.queries.figure_rows import ROWS, EvidenceKind, FigureRows, row_parameters
from reporting.shared.domain.periods import Period


def parted_rows(definition: FigureDefinition, *, as_known: bool) -> str:
    """SQL of all rows, with `part` and `kind` before their columns; `as_known` where there is a moment `:known_on`."""
    return " UNION ALL ".join(
        f"SELECT '{part.value}' AS part, '{kind.value}' AS kind, x.* FROM ({sql}) x"  # noqa: S608 - constants only
        for part, kind, sql in tables_of(definition, as_known=as_known)
    )


def parameters_of(
    definition: FigureDefinition, period: Period, known_on: datetime | None
) -> dict[str, date | datetime | str | None]:
    return {
        **row_parameters(period, known_on),
        "indicator": definition.key.removeprefix(ENTERED_PREFIX),
        "period": str(period),
    }


def tables_of(
    definition: FigureDefinition, *, as_known: bool = False
) -> Iterator[tuple[EvidencePart, EvidenceKind, str]]:
    """SQL of the rows of each figure that is added up to a part."""
    if definition.origin is Origin.ENTERED:
        for part in definition.parts:
            yield part, EvidenceKind.VALUE, entered_rows(part)
    elif definition.share is None:
        rows = ROWS[definition.key]
        yield EvidencePart.NUMERATOR, rows.kind, rows.statement(as_known=as_known)
    else:
        keys = {
            EvidencePart.NUMERATOR: definition.share.numerator,
            EvidencePart.DENOMINATOR: definition.share.denominator,
        }
        for part in definition.parts:
            for key in keys[part]:
                rows = rows_of(key)
                yield part, rows.kind, rows.statement(as_known=as_known)


def rows_of(key: str) -> FigureRows:
    if key.startswith(ENTERED_PREFIX):
        return FigureRows(EvidenceKind.VALUE, denominator_rows(key.removeprefix(ENTERED_PREFIX)))
    return ROWS[key]
