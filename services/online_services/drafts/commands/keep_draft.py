"""Keeps a draft of a filing."""

from common.identity import Actor
from common.ids import new_id
from common.service.unit_of_work import UnitOfWork
from online_services.dossiers.commands.file_dossier import ONLINE, require_receiver
from online_services.drafts.domain.draft import Draft, DraftedFiling, DraftTerms
from online_services.drafts.domain.refusals import TooManyDossierDrafts
from online_services.drafts.storage.stored_drafts import Drafts
from online_services.forms.storage.recorded_forms import Forms
from online_services.law.queries.filing_requirements import version_in_force
from online_services.law.storage.repository import present_code


async def keep_draft(work: UnitOfWork, code: str, filing: DraftedFiling, by: Actor, terms: DraftTerms) -> Draft:
    """A draft is of the version that is in force today. Raises `RoleNotHeld`, `TooManyDossierDrafts`, and the refusals
    of the law."""
    at_counter = filing.channel != ONLINE
    if at_counter:
        await require_receiver(work, by)
    code = await present_code(work.connection, code)
    version = (await version_in_force(work.connection, code, work.clock.today())).version
    form = await Forms(work.connection).current(code, version)
    drafts, at = work.of(Drafts), work.clock.now()
    if await drafts.count(by.subject, terms.oldest_kept(at)) >= terms.per_person:
        raise TooManyDossierDrafts(terms.per_person)
    agency, form_id = by.agency if at_counter else None, None if form is None else form.id
    draft = Draft(new_id(), by.subject, agency, code, version, form_id, 1, at, at, filing)
    await drafts.add(draft)
    return draft
