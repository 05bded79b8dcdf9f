"""The planned Decisions: their days, topics and legal documents, and how many items of each kind they have. They are
read from the tables: a changed number there changes the dataset, and so the report."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from suite.dataset.issuing_agencies import Agency, LegalDocument, agencies, issuing_body, legal_documents
from suite.dataset.tables import day, rows

COUNT_COLUMNS = (
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
    """In `counts`, `succeed` are replacements by another code and `replace` those that keep the code; `again` is how
    many of the amendments concern procedures that an earlier Decision of the same topic changed. `entered_after` is
    set for a Decision that was recorded late: the number of the Decision after which it was recorded."""

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
    """Returns the Decisions in the order in which they were recorded: by number, except those that were recorded
    late."""
    planned = [_planned(row) for row in rows(f"decisions_{year}")]
    return tuple(sorted(planned, key=_recording_order))


def _recording_order(planned: PlannedDecision) -> tuple[int, int]:
    if planned.entered_after is None:
        return planned.number, 0
    return planned.entered_after, planned.number


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
        counts={name: int(row.get(name) or 0) for name in COUNT_COLUMNS},
        entered_after=int(entered_after) if entered_after else None,
    )
