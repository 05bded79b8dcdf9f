"""Decide a look-up, write it down, tell of it, and only then answer. A refusal is an outcome here, not an exception: it is kept too."""

from common.identity import Actor
from common.ids import new_id
from population_lookup.domain.law import law_on
from population_lookup.domain.lookup import Answer, Lookup
from population_lookup.domain.personal_id import PersonalId, Warned
from population_lookup.domain.question import Question
from population_lookup.domain.refusals import AgencyDiffers, LawNotCurrent, LookupRefusal
from population_lookup.domain.warnings import warnings_about
from population_lookup.publishing.events import event_of
from population_lookup.storage.work import LookupWork


async def look_up(work: LookupWork, question: Question, form: str, by: Actor) -> Lookup:
    """`form` names the operation that was used, for the log."""
    asked_at = work.clock.now()
    outcome: Answer | LookupRefusal
    try:
        outcome = await _answer(work, question, by)
    except LookupRefusal as refusal:
        outcome = refusal
    lookup = Lookup(str(new_id()), question, asked_at, work.clock.now(), outcome)
    await work.write_down(lookup, by.subject, form)
    await work.record([event_of(lookup)])
    return lookup


async def _answer(work: LookupWork, question: Question, by: Actor) -> Answer:
    if question.agency_code != by.agency:
        raise AgencyDiffers
    if not await work.law_is_current():
        raise LawNotCurrent
    await work.claim_request_id(by.subject, question)
    law = law_on(work.clock.today(), question.procedure_code, await work.lawful_periods(question.procedure_code))
    return Answer.to(question, law, await work.resident_under(question))


async def warnings_beside(work: LookupWork, lookup: Lookup) -> tuple[Warned, ...]:
    """What the caller should know about the number that he asked for."""
    if isinstance(lookup.outcome, LookupRefusal) or lookup.question.personal_id is None:
        return ()
    known = await work.is_place_of_birth_registration(PersonalId(lookup.question.personal_id).place)
    return warnings_about(lookup.question, lookup.outcome, place_is_known=known)
