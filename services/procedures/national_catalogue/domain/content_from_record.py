"""From a record of the national catalogue to the content of a provincial item. What the record does not say is named as
missing: the
drafter states it. Nothing of it is guessed."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from procedures.law.domain.contents import AgencyInRole, Content
from procedures.law.domain.papers import Form, Paper, PapersOfCase
from procedures.law.domain.submission_channels import Channel, Fee, TimeLimit
from procedures.national_catalogue.domain.records import NationalChannel, NationalPaper, NationalRecord

FEE = "Phí, lệ phí"
"""Records give no name to a fee."""


@dataclass(frozen=True, slots=True)
class Missing:
    """`pointer` is the place in the content (RFC 6901)."""

    pointer: str
    why: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """`content` has empty texts where something is missing."""

    content: Content
    missing: tuple[Missing, ...]


def content_from(record: NationalRecord, agency_code: str | None = None, field_code: str | None = None) -> Drafted:
    """The codes are the drafter's. A district is none of the levels that a new Decision may name."""
    missing: list[Missing] = []
    field = field_code or record.field_code
    for pointer, found, why in (
        ("/agency_code", agency_code, "the province says which of its agencies the procedure belongs to"),
        ("/field_code", field, "the record names its field without a code"),
        ("/levels", record.levels, "the record names no level"),
    ):
        if not found:
            missing.append(Missing(pointer, why))
    missing += [
        Missing("/levels", f"the level {level} ended on 1 July 2025") for level in record.levels if level == "district"
    ]
    channels = tuple(_channel(place, one, missing) for place, one in enumerate(record.channels))
    papers = tuple(
        PapersOfCase(
            of.case,
            tuple(_paper(f"/papers/{group}/papers/{place}", paper, missing) for place, paper in enumerate(of.papers)),
        )
        for group, of in enumerate(record.papers)
    )
    content = Content(
        name=record.name,
        field_code=field or "",
        agency_code=agency_code or "",
        levels=record.levels,
        steps=record.steps,
        channels=channels,
        papers=papers,
        results=record.results,
        audience=record.audience,
        conditions=record.conditions,
        legal_bases=tuple(record.legal_bases),
        agencies=tuple(AgencyInRole(one.role, None, one.name or one.code) for one in record.agencies),
    )
    missing += _bases(content)
    return Drafted(content, tuple(missing))


def _bases(content: Content) -> Iterator[Missing]:
    for place, basis in enumerate(content.legal_bases):
        for part, said in (("number", basis.number), ("title", basis.title)):
            if not said:
                yield Missing(f"/legal_bases/{place}/{part}", "the record does not say")


def _channel(place: int, given: NationalChannel, missing: list[Missing]) -> Channel:
    at = f"/channels/{place}/time_limits"
    limits = [one for one in given.times if one.amount is not None and one.unit is not None]
    missing += [Missing(at, f"{one.raw!r} is no time limit") for one in given.times if one.amount is None]
    if not given.times:
        missing.append(Missing(at, "the record states no time limit"))
    made = []
    for limit in limits:
        fees = [fee for fee in given.fees if fee.under == limit.raw or (fee.under is None and len(limits) == 1)]
        hanging = tuple(Fee(FEE, fee.amount) for fee in fees if fee.amount is not None)
        made.append(TimeLimit(limit.amount or Decimal(0), limit.unit or "", None, hanging))
    for fee in given.fees:
        if fee.amount is None:
            missing.append(Missing(f"{at}/0/fees", f"{fee.raw!r} is no amount"))
        elif fee.under is None and len(limits) != 1:
            missing.append(Missing(at, f"on which of the time limits the fee of {fee.raw} hangs"))
        elif 0 < fee.amount < 1_000:
            missing.append(Missing(f"{at}/0/fees", f"whether {fee.raw} is meant in đồng or in thousands"))
    return Channel(given.channel, tuple(made))


def _paper(at: str, given: NationalPaper, missing: list[Missing]) -> Paper:
    for part, sheets in (("originals", given.originals), ("copies", given.copies)):
        if sheets is None:
            missing.append(Missing(f"{at}/{part}", "the record's number of sheets is none"))
    form = None if given.form is None else Form(given.form)
    return Paper(None, given.name, given.originals or 0, given.copies or 0, form)
