"""Changes a draft as a whole, or discards it."""

from dataclasses import replace
from uuid import UUID

from common.identity import Actor
from common.revisions import ExpectedRevisions, require_revision
from common.service.unit_of_work import UnitOfWork
from online_services.dossiers.commands.file_dossier import ONLINE, require_receiver
from online_services.dossiers.domain.refusals import IfMatchMissing
from online_services.drafts.domain.draft import Draft, DraftedFiling, DraftTerms
from online_services.drafts.domain.refusals import DossierDraftNotFound, DraftVersionNotInForce
from online_services.drafts.storage.stored_drafts import Drafts
from online_services.forms.storage.recorded_forms import Forms
from online_services.law.domain.refusals import ProcedureNotInForceOnDay
from online_services.law.queries.filing_requirements import version_in_force
from online_services.law.storage.repository import present_code


async def change_draft(
    work: UnitOfWork,
    id: UUID,
    filing: DraftedFiling,
    version: int | None,
    by: Actor,
    expected: ExpectedRevisions,
    terms: DraftTerms,
    *,
    is_conditional: bool,
) -> Draft:
    """With a `version`, the one in force today, it is filled in by that version and its form from now on. Raises
    `DossierDraftNotFound`, `IfMatchMissing`, `RevisionMismatch`, `RoleNotHeld` and `DraftVersionNotInForce`."""
    draft = await locked_draft(work, id, by, expected, terms)
    if not is_conditional:
        raise IfMatchMissing
    at_counter = filing.channel != ONLINE
    if at_counter or draft.agency is not None:
        await require_receiver(work, by)
    agency = draft.agency if draft.agency is not None or not at_counter else by.agency
    at = max(work.clock.now(), draft.changed_at)
    changed = replace(draft, agency=agency, revision=draft.revision + 1, changed_at=at, filing=filing)
    if version is not None:
        changed = await _filled_in_by(work, changed, version)
    await work.of(Drafts).save(changed)
    return changed


async def discard_draft(work: UnitOfWork, id: UUID, by: Actor, expected: ExpectedRevisions, terms: DraftTerms) -> None:
    """Raises `DossierDraftNotFound` and `RevisionMismatch`."""
    draft = await locked_draft(work, id, by, expected, terms)
    await work.of(Drafts).delete(draft.id)


async def locked_draft(work: UnitOfWork, id: UUID, by: Actor, expected: ExpectedRevisions, terms: DraftTerms) -> Draft:
    """Raises `DossierDraftNotFound` and `RevisionMismatch`."""
    draft = await work.of(Drafts).lock(id, by.subject, terms.oldest_kept(work.clock.now()))
    if draft is None:
        raise DossierDraftNotFound(str(id))
    require_revision(expected, draft.revision)
    return draft


async def _filled_in_by(work: UnitOfWork, draft: Draft, version: int) -> Draft:
    code = await present_code(work.connection, draft.procedure_code)
    try:
        current: int | None = (await version_in_force(work.connection, code, work.clock.today())).version
    except ProcedureNotInForceOnDay:
        current = None
    if version != current:
        raise DraftVersionNotInForce(version, current)
    form = await Forms(work.connection).current(code, version)
    return replace(draft, procedure_code=code, version=version, form_id=None if form is None else form.id)
