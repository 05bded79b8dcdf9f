"""A draft beside the law of a day: what changed since it was filled in, and what does not fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from common.errors import Refusal
from online_services.dossiers.commands.file_dossier import ONLINE, require_online
from online_services.dossiers.domain.filing import VersionContent
from online_services.dossiers.domain.filing_refusals import AgencyNotExisting, DelegationMissing
from online_services.dossiers.domain.officers import roles_of_citizen
from online_services.dossiers.domain.transitions import Action
from online_services.dossiers.storage.existing_agencies import require_existing_agency
from online_services.drafts.domain.changed_parts import DraftPart, changed_parts
from online_services.drafts.domain.draft import Draft
from online_services.drafts.domain.misfits import Misfit, misfits_of_version
from online_services.forms.commands.fill_in_form import fill_in_form
from online_services.forms.domain.refusals import FormDataInvalid, FormFieldAltered
from online_services.forms.storage.recorded_forms import Forms
from online_services.law.queries.content_of_version import content_of_version
from online_services.law.queries.filing_requirements import version_in_force
from online_services.law.storage.repository import present_code


@dataclass(frozen=True, slots=True)
class DraftOnDay:
    """`current_version` is None where the procedure is not in force, or its content is not here yet."""

    draft: Draft
    current_version: int | None
    changed: Sequence[DraftPart]
    misfits: Sequence[Misfit]


async def draft_on_day(read: AsyncConnection, draft: Draft, on: date) -> DraftOnDay:
    """Nothing is refused: whatever the law became, the draft is there."""
    code = await present_code(read, draft.procedure_code)
    try:
        version = await version_in_force(read, code, on)
    except Refusal as refusal:
        return DraftOnDay(draft, None, [], [Misfit("/procedure_code", refusal.type)])
    content = orjson.loads(version.content)
    changed: list[DraftPart] = []
    if version.version != draft.version:
        changed = changed_parts(await content_of_version(read, draft.procedure_code, draft.version), content)
    form = await Forms(read).current(code, version.version)
    if draft.form_id != (None if form is None else form.id):
        changed.append(DraftPart.FORM)
    misfits = [
        *await _misfits_of_registry(read, draft, code, on),
        *misfits_of_version(VersionContent(content), draft.filing),
        *await _misfits_of_agencies(read, draft, on),
        *await _misfits_of_form(read, draft, code, version.version),
    ]
    return DraftOnDay(draft, version.version, changed, misfits)


async def _misfits_of_registry(read: AsyncConnection, draft: Draft, code: str, on: date) -> list[Misfit]:
    if draft.filing.channel != ONLINE:
        return []
    found, person = list[Misfit](), draft.filing.applicant.person
    try:
        await require_online(read, code, on)
    except Refusal as refusal:
        found.append(Misfit("/procedure_code", refusal.type))
    if person is not None and not roles_of_citizen(draft.owner, person, Action.FILE):
        found.append(Misfit("/applicant/delegation", DelegationMissing.type))
    return found


async def _misfits_of_agencies(read: AsyncConnection, draft: Draft, on: date) -> list[Misfit]:
    found = list[Misfit]()
    filing = draft.filing
    for name, agency in (("receiving_agency", filing.receiving_agency), ("deciding_agency", filing.deciding_agency)):
        try:
            if agency is not None:
                await require_existing_agency(read, agency, on)
        except AgencyNotExisting as refusal:
            found.append(Misfit(f"/{name}", refusal.type))
    return found


async def _misfits_of_form(read: AsyncConnection, draft: Draft, code: str, version: int) -> list[Misfit]:
    applicant = draft.filing.applicant
    prefilled = {"personal_id": applicant.personal_id, "full_name": applicant.full_name, "phone": applicant.phone}
    try:
        await fill_in_form(read, code, version, draft.filing.form_data, prefilled)
    except FormDataInvalid as refusal:
        errors = refusal.facts["errors"]
        return [Misfit(f"/form_data{error['pointer']}", refusal.type, error["keyword"]) for error in errors]
    except FormFieldAltered as refusal:
        return [Misfit(f"/form_data{pointer}", refusal.type) for pointer in refusal.facts["pointers"]]
    except Refusal as refusal:
        return [Misfit("/form_data", refusal.type)]
    return []
