"""What of a draft does not fit the version in force, each by its JSON pointer into the draft."""

from collections.abc import Iterator
from dataclasses import dataclass

from common.errors import Refusal
from online_services.dossiers.domain.filing import VersionContent
from online_services.drafts.domain.draft import DraftedFiling
from online_services.drafts.domain.refusals import DossierDraftIncomplete


@dataclass(frozen=True, slots=True)
class Misfit:
    """`problem` is the type of the problem with which a filing would be refused for it; `keyword` is the one of the
    JSON Schema that data of the form do not fit."""

    pointer: str
    problem: str
    keyword: str | None = None


def misfits_of_version(content: VersionContent, filing: DraftedFiling) -> Iterator[Misfit]:
    """Judges with the rules of filings."""
    yield from (Misfit(pointer, DossierDraftIncomplete.type) for pointer in filing.missing())
    try:
        content.check_channel(filing.channel)
    except Refusal as refusal:
        yield Misfit("/channel", refusal.type)
    try:
        content.check_case(filing.for_case)
    except Refusal as refusal:
        yield Misfit("/for_case", refusal.type)
    if filing.deciding_agency is not None:
        try:
            content.check_deciding(filing.deciding_agency)
        except Refusal as refusal:
            yield Misfit("/deciding_agency", refusal.type)
    for place, paper in enumerate(filing.papers):
        try:
            content.check_papers([paper], filing.for_case)
        except Refusal as refusal:
            yield Misfit(f"/papers/{place}/name", refusal.type)
