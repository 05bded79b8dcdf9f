"""Decide look-ups, write them down, tell of them, and only then answer. A refusal is an outcome here, not an exception: it is kept too.

Those that wait at the same time are decided in one transaction: the law and the register are read once for all, the lines of the log follow
each other, and none is answered before all are committed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from common.eventlog.log import encoded
from common.eventlog.position import Position
from common.identity import Actor
from common.ids import new_id
from population_lookup.law.domain.lawful_periods import law_on
from population_lookup.lookup.domain.lookup import Answer, Lookup
from population_lookup.lookup.domain.warnings import warnings_about
from population_lookup.lookup.events import event_of
from population_lookup.register.domain.lookup_request import Question
from population_lookup.register.domain.personal_id import PersonalId, Warned
from population_lookup.shared.domain.refusals import AgencyDiffers, LawNotCurrent, LookupRefusal, RequestIdReused
from population_lookup.shared.work import LookupWork

Outcome = Answer | LookupRefusal


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Asked:
    """One look-up as it came in: two that ask the same are two. `form` names the operation that was used, for the log."""

    question: Question
    form: str
    by: Actor
    at: datetime
    traceparent: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Looked:
    """What became of it. `warnings`: what the caller should know about the number that he asked for. `position`: where it is told."""

    lookup: Lookup
    warnings: tuple[Warned, ...]
    position: Position


async def look_up(work: LookupWork, asked: Sequence[Asked]) -> list[Looked]:
    """In the order in which they are given."""
    outcomes = await decide(work, asked)
    places = await work.places_of_birth_registration(
        {PersonalId(one.question.personal_id).place for one in asked if one.question.personal_id is not None}
    )
    answered_at = work.clock.now()
    lookups = [
        Lookup(str(new_id()), one.question, one.at, answered_at, outcome) for one, outcome in zip(asked, outcomes, strict=True)
    ]
    await work.write_down([(lookup, one.by.subject, one.form) for lookup, one in zip(lookups, asked, strict=True)])
    positions = await _tell(work, asked, lookups)
    return [Looked(lookup, _warnings(lookup, places), positions[lookup.id]) for lookup in lookups]


async def decide(work: LookupWork, asked: Sequence[Asked]) -> list[Outcome]:
    """Which of them the law allows, and what it discloses. The order of the checks is the order in which a refusal counts."""
    refused: dict[int, LookupRefusal] = {
        place: AgencyDiffers() for place, one in enumerate(asked) if one.question.agency_code != one.by.agency
    }
    if len(refused) < len(asked) and not await work.law_is_current():
        refused |= {place: LawNotCurrent() for place in range(len(asked)) if place not in refused}
    left = [place for place in range(len(asked)) if place not in refused]
    claimed = await work.claim_request_ids([(asked[place].by.subject, asked[place].question) for place in left])
    refused |= {place: RequestIdReused() for place, is_his in zip(left, claimed, strict=True) if not is_his}
    lawful = {place: asked[place].question for place in left if place not in refused}
    return await _answers(work, len(asked), refused, lawful)


async def _answers(
    work: LookupWork, count: int, refused: dict[int, LookupRefusal], lawful: Mapping[int, Question]
) -> list[Outcome]:
    periods = await work.lawful_periods({question.procedure_code for question in lawful.values()})
    today, laws = work.clock.today(), {}
    for place, question in lawful.items():
        try:
            laws[place] = law_on(today, question.procedure_code, periods.get(question.procedure_code, ()))
        except LookupRefusal as refusal:
            refused[place] = refusal
    found = await work.residents_under([lawful[place] for place in laws])
    answers = {place: Answer.to(lawful[place], law, found.of(lawful[place])) for place, law in laws.items()}
    return [refused[place] if place in refused else answers[place] for place in range(count)]


async def _tell(work: LookupWork, asked: Sequence[Asked], lookups: Sequence[Lookup]) -> dict[str, Position]:
    """Each event under the trace of its own request. Where each is told: the position of its shard that the transaction reaches."""
    events = [encoded(event_of(lookup))._replace(traceparent=one.traceparent) for lookup, one in zip(lookups, asked, strict=True)]
    reached = {position.shard: position for position in await work.record(events)}
    return {lookup.id: reached[work.shard_of(event.subject)] for lookup, event in zip(lookups, events, strict=True)}


def _warnings(lookup: Lookup, places: frozenset[str]) -> tuple[Warned, ...]:
    if isinstance(lookup.outcome, LookupRefusal) or lookup.question.personal_id is None:
        return ()
    known = PersonalId(lookup.question.personal_id).place in places
    return warnings_about(lookup.question, lookup.outcome, place_is_known=known)
