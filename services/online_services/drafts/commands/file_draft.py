"""Files a draft: it is a filing like any other, and ends the draft in the same transaction."""

from uuid import UUID

from common.identity import Actor
from common.revisions import ExpectedRevisions
from common.service.unit_of_work import UnitOfWork
from online_services.dossiers.commands.file_dossier import DossierRequest, file_dossier
from online_services.dossiers.domain.dossier import Dossier
from online_services.dossiers.storage.repository import Dossiers
from online_services.drafts.commands.change_draft import locked_draft
from online_services.drafts.domain.draft import Draft, DraftTerms
from online_services.drafts.domain.refusals import DossierDraftIncomplete, DossierDraftNotFound
from online_services.drafts.storage.stored_drafts import Drafts


async def file_draft(work: UnitOfWork, id: UUID, by: Actor, expected: ExpectedRevisions, terms: DraftTerms) -> Dossier:
    """The dossier has the id of its draft, so that a draft is one dossier however often it is filed. Raises
    `DossierDraftNotFound`, `RevisionMismatch`, `DossierDraftIncomplete`, and the refusals of filings."""
    try:
        draft = await locked_draft(work, id, by, expected, terms)
    except DossierDraftNotFound:
        filed = await work.of(Dossiers).filed_by(id, by.subject)
        if filed is None:
            raise
        return filed
    await work.of(Drafts).delete(id)
    return await file_dossier(work, _request(draft), by, is_repeatable=True)


def _request(draft: Draft) -> DossierRequest:
    filing, person = draft.filing, draft.filing.applicant.person
    if person is None or filing.receiving_agency is None or filing.deciding_agency is None:
        raise DossierDraftIncomplete(list(filing.missing()))
    return DossierRequest(
        procedure_code=draft.procedure_code,
        channel=filing.channel,
        for_case=filing.for_case,
        receiving_agency=filing.receiving_agency,
        deciding_agency=filing.deciding_agency,
        person=person,
        papers=filing.papers,
        form_data=filing.form_data,
        id=draft.id,
    )
