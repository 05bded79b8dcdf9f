"""From a record of the national catalogue to the content of a provincial item. Facts that the record lacks are listed
as missing, for the drafter to state; none is guessed."""

import re
from dataclasses import dataclass, replace

from procedures.law.domain.contents import AgencyInRole, Content, LegalBasis, ProcedureResult
from procedures.law.domain.dossier_texts import read_reception, read_result, read_sets
from procedures.law.domain.legal_basis_texts import read_legal_basis
from procedures.law.domain.papers import EarlierResult, Form, Paper, PapersOfCase
from procedures.law.domain.submission_channels import Channel, TimeLimit
from procedures.national_catalogue.domain.facts import SMALLEST_FEE
from procedures.national_catalogue.domain.fees_from_record import fee_from
from procedures.national_catalogue.domain.limits_from_record import time_limit_from
from procedures.national_catalogue.domain.records import (
    NationalChannel,
    NationalPaper,
    NationalPapersOfCase,
    NationalRecord,
)

IDENTIFIER = re.compile(r"[A-Z0-9.-]{1,60}")


@dataclass(frozen=True, slots=True)
class MissingFact:
    """`pointer` locates the fact in the content (RFC 6901). A content may be published without an `optional` fact,
    which a drafter who follows a ministry's change states all the same."""

    pointer: str
    reason: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class DraftedContent:
    """`content` has an empty text in place of each missing fact."""

    content: Content
    missing: tuple[MissingFact, ...]


def content_from(
    record: NationalRecord, agency_code: str | None = None, field_code: str | None = None
) -> DraftedContent:
    """The drafter states the two codes. The district level ended, so a new Decision cannot name it."""
    missing: list[MissingFact] = []
    field = field_code or record.field_code
    for pointer, value, reason in (
        ("/agency_code", agency_code, "the province states to which of its agencies the procedure belongs"),
        ("/field_code", field, "the record names its field without a code"),
        ("/levels", record.levels, "the record names no level"),
    ):
        if not value:
            missing.append(MissingFact(pointer, reason))
    missing += [
        MissingFact("/levels", f"the level {level} ended on 1 July 2025")
        for level in record.levels
        if level == "district"
    ]
    channels = tuple(_channel(index, channel, missing) for index, channel in enumerate(record.channels))
    sets = _dossier_sets(record)
    papers = tuple(_papers(index, group, sets, missing) for index, group in enumerate(record.papers))
    content = Content(
        name=record.name,
        field_code=field or "",
        agency_code=agency_code or "",
        levels=record.levels,
        steps=record.steps,
        channels=channels,
        papers=tuple(group for group in papers if group.papers),
        results=tuple(_result(result) for result in record.results),
        audience=record.audience,
        conditions=record.conditions,
        legal_bases=tuple(_legal_basis(basis) for basis in record.legal_bases),
        agencies=tuple(AgencyInRole(agency.role, None, agency.name or agency.code) for agency in record.agencies),
        dossier_sets=sets,
        reception=tuple(map(read_reception, record.reception)),
    )
    return DraftedContent(content, tuple(missing))


def _legal_basis(basis: LegalBasis) -> LegalBasis:
    """A title may name the provision, as `LayThuTuc` of this system writes it."""
    named = read_legal_basis(basis.title) if basis.title else None
    if named is None or named.article is None:
        return replace(basis, number=basis.number or None, title=basis.title or None)
    number = basis.number or named.number
    title = None if named.title is None and named.number == number else named.title or named.number
    return replace(basis, number=number, title=title, article=named.article, clause=named.clause, point=named.point)


def _dossier_sets(record: NationalRecord) -> int | None:
    """Records list the number of sets among the papers: `Số lượng hồ sơ: 01 bộ`. None where they list several."""
    sets = {read_sets(paper.name) for group in record.papers for paper in group.papers} - {None}
    return sets.pop() if len(sets) == 1 else None


def _papers(index: int, group: NationalPapersOfCase, sets: int | None, missing: list[MissingFact]) -> PapersOfCase:
    papers = [paper for paper in group.papers if sets is None or read_sets(paper.name) != sets]
    pointer = f"/papers/{index}/papers"
    return PapersOfCase(
        group.case, tuple(_paper(f"{pointer}/{number}", paper, missing) for number, paper in enumerate(papers))
    )


def _result(result: ProcedureResult) -> ProcedureResult:
    return replace(read_result(result.name), code=result.code)


def _channel(index: int, channel: NationalChannel, missing: list[MissingFact]) -> Channel:
    pointer = f"/channels/{index}/time_limits"
    limits = channel.time_limits
    if not channel.time_limits:
        missing.append(MissingFact(pointer, "the record states no time limit", optional=True))
    time_limits: list[TimeLimit] = []
    placed: set[int] = set()
    for limit in limits:
        due = [
            fee
            for fee in channel.fees
            if (fee.time_limit, fee.time_limit_note) == (limit.raw, limit.note)
            or (fee.time_limit is None and len(limits) == 1)
        ]
        placed.update(map(id, due))
        time_limits.append(replace(time_limit_from(limit), fees=tuple(map(fee_from, due))))
    missing += [
        MissingFact(f"{pointer}/0/fees", f"it is not clear whether {fee.raw} is meant in đồng or in thousands", True)
        for fee in channel.fees
        if fee.amount is not None and 0 < fee.amount < SMALLEST_FEE
    ]
    unplaced = tuple(fee_from(fee) for fee in channel.fees if id(fee) not in placed)
    return Channel(channel.channel, tuple(time_limits), unplaced)


def _paper(pointer: str, paper: NationalPaper, missing: list[MissingFact]) -> Paper:
    for part, sheets in (("originals", paper.originals), ("copies", paper.copies)):
        if sheets is None:
            missing.append(MissingFact(f"{pointer}/{part}", "the record has no plausible number of sheets", True))
    form = None if paper.form is None else Form(paper.form, paper.form_url)
    replaced_by = None if paper.replaced_by is None else EarlierResult(code=paper.replaced_by)
    code = paper.code if paper.code is not None and IDENTIFIER.fullmatch(paper.code) else None
    return Paper(code, paper.name, paper.originals, paper.copies, form, replaced_by_result=replaced_by)
