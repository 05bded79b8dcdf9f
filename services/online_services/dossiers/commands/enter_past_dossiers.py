"""Enters past dossiers whole: filed, received, supplemented, extended and finished at stated moments."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from common.calendar.province_days import day_of
from common.contracts.dossiers import DossierEvent
from common.errors import Refusal
from common.identity import Actor
from common.ids import new_id
from common.service.unit_of_work import UnitOfWork
from online_services.dossiers.commands.file_dossier import ONLINE, DossierRequest
from online_services.dossiers.domain.back_entries import (
    OFFICERS,
    EnteredAct,
    StatedAct,
    checked_moment,
    entered,
    with_numbers,
)
from online_services.dossiers.domain.back_entry_refusals import BackEntryRefused
from online_services.dossiers.domain.dossier import Agencies, Dossier, Filing
from online_services.dossiers.domain.filing_refusals import IdempotencyKeyMissing
from online_services.dossiers.domain.transitions import Action, checked_transition
from online_services.dossiers.domain.warnings_of_dossier import warnings_of
from online_services.dossiers.events import events_of
from online_services.dossiers.storage.entered_dossiers import EnteredDossier, EnteredDossiers
from online_services.dossiers.storage.past_law import PastLaw
from online_services.dossiers.storage.repository import Dossiers
from online_services.forms.domain.refusals import FormDataUnexpected


@dataclass(frozen=True, slots=True)
class PastDossier:
    """What was filed at `filed_at`, and the acts after it in their order."""

    filing: DossierRequest
    filed_at: datetime
    acts: Sequence[StatedAct]


async def enter_past_dossiers(
    work: UnitOfWork, entries: Sequence[PastDossier], by: Actor, number_pattern: str, *, is_repeatable: bool
) -> list[Dossier]:
    """All of them or none. Raises `IdempotencyKeyMissing`, and `BackEntryRefused` with the dossier and the act."""
    if not is_repeatable:
        raise IdempotencyKeyMissing
    law = PastLaw(work.connection, work.clock.now())
    filings = [entry.filing for entry in entries]
    for code in sorted({filing.procedure_code for filing in filings}):
        await work.of(Dossiers).hold_law(code)
    await law.load(
        {filing.procedure_code for filing in filings},
        {code for filing in filings for code in (filing.receiving_agency, filing.deciding_agency)},
    )
    for entry in entries:
        await law.load_rules(law.code_of(entry.filing.procedure_code), [act.at for act in entry.acts])
    dossiers = [_entered(entry, law, number, work.clock.now()) for number, entry in enumerate(entries, 1)]
    numbered = await _numbered(work, dossiers, number_pattern)
    await work.of(EnteredDossiers).add(numbered, by.subject)
    await work.record([event for dossier in numbered for event in _events(dossier)])
    return [dossier.last for dossier in numbered]


def _entered(entry: PastDossier, law: PastLaw, number: int, now: datetime) -> EnteredDossier:
    """Raises `BackEntryRefused`; the filing is act 0."""
    try:
        filed = _filed(entry, law, now)
    except Refusal as refusal:
        raise BackEntryRefused(number, 0, refusal) from refusal
    dossier, before, acts = filed, entry.filed_at, list[EnteredAct]()
    for position, stated in enumerate(entry.acts, 1):
        try:
            act = entered(dossier, stated, before, now, lambda at: law.rules_at(filed.filing.procedure_code, at))
        except Refusal as refusal:
            raise BackEntryRefused(number, position, refusal) from refusal
        acts.append(act)
        dossier, before = act.after, stated.at
    rules = next((act.rules for act in reversed(acts) if act.rules is not None), None)
    ahead = [warning for warning in warnings_of(dossier, rules) if warning.warn_at > now]
    return EnteredDossier(filed, acts, entry.filing.person, entry.filing.papers, ahead)


def _filed(entry: PastDossier, law: PastLaw, now: datetime) -> Dossier:
    """Raises the refusals of filings, as of the day of the filing."""
    request, at = entry.filing, checked_moment(entry.filed_at, None, now)
    code, day = law.code_of(request.procedure_code), day_of(at)
    version = law.version_on(code, day)
    if request.channel == ONLINE:
        law.require_online(code, day)
    version.content.check_case(request.for_case)
    version.content.check_channel(request.channel)
    version.content.check_deciding(request.deciding_agency)
    version.content.check_papers(request.papers, request.for_case)
    if request.form_data is not None:  # no form judged what was filled in then
        raise FormDataUnexpected(code, version.number)
    for agency in (request.receiving_agency, request.deciding_agency):
        law.require_agency(agency, day)
    agencies = Agencies(request.receiving_agency, request.receiving_agency, request.deciding_agency)
    filing = Filing(new_id(), code, version.number, request.channel, request.for_case, agencies, at)
    return replace(Dossier(filing), limit=version.content.limit(request.channel, request.for_case), back_entered=True)


async def _numbered(work: UnitOfWork, dossiers: Sequence[EnteredDossier], pattern: str) -> list[EnteredDossier]:
    """Numbers are of the day of reception, after those that were given on it, in the order of the entries. Counters are
    locked in one order, so that no two requests wait for each other."""
    received: dict[tuple[str, date], list[int]] = defaultdict(list)
    for place, dossier in enumerate(dossiers):
        if (received_at := dossier.last.received_at) is not None:
            received[dossier.last.filing.agencies.receiving, day_of(received_at)].append(place)
    numbered = list(dossiers)
    for (agency, day), places in sorted(received.items()):
        last = await work.of(Dossiers).next_number(agency, day, len(places))
        for number, place in enumerate(places, last - len(places) + 1):
            text = pattern.format(agency=agency, day=day, number=number)
            numbered[place] = replace(dossiers[place], acts=with_numbers(dossiers[place].acts, text))
    return numbered


def _events(dossier: EnteredDossier) -> list[DossierEvent]:
    digitisation = [paper.digitisation for paper in dossier.papers]
    transition, _ = checked_transition(None, Action.FILE, OFFICERS, None)
    events = events_of(dossier.filed, transition, dossier.filed.filing.filed_at, digitisation)
    for act in dossier.acts:
        events += events_of(act.after, act.transition, act.stated.at, digitisation)
    return events
