"""Which Decisions there are: their days, topics and documents, and how many items of each kind. The tables are the
book's ledger:
change a number there, and the book, and so the report, changes by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from suite.dataset.issuing_agencies import Agency, LegalDocument, agencies, issuing_body, legal_documents
from suite.dataset.tables import day, rows

COUNTED = (
    "introduce",
    "amend",
    "replace",
    "succeed",
    "repeal",
    "again",
    "internal",
    "inter_agency",
    "province",
    "district",
    "commune",
)


@dataclass(frozen=True, slots=True)
class PlannedDecision:
    """`counts`: `succeed` are replacements by another code, `replace` those under the same; `again` says how many of
    the amendments are
    of procedures that an earlier Decision of the same topic was about. `entered_after` is the number of the Decision
    behind which a
    late one was recorded."""

    number: int
    agency: Agency
    topic: str
    signed_on: date
    published_on: date
    effective_on: date
    document: LegalDocument
    counts: Mapping[str, int]
    entered_after: int | None = None

    @property
    def full_number(self) -> str:
        return f"{self.number}/{issuing_body().signature}"


@cache
def decisions_of(year: int) -> tuple[PlannedDecision, ...]:
    """In the order in which they were recorded: by number, but for those that came late."""
    planned = [_planned(row) for row in rows(f"decisions_{year}")]
    return tuple(
        sorted(planned, key=lambda each: (each.entered_after or each.number, each.number if each.entered_after else 0))
    )


def _planned(row: dict[str, str]) -> PlannedDecision:
    entered_after = row.get("entered_after")
    return PlannedDecision(
        number=int(row["number"]),
        agency=agencies()[row["agency"]],
        topic=row["topic"],
        signed_on=day(row["signed_on"]),
        published_on=day(row["published_on"]),
        effective_on=day(row["effective_on"]),
        document=legal_documents()[row["document"]],
        counts={name: int(row.get(name) or 0) for name in COUNTED},
        entered_after=int(entered_after) if entered_after else None,
    )
