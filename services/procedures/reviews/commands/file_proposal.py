"""Files a proposal to simplify a procedure."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.domain.draft_access import ActingAgency
from procedures.registers.domain.agencies import require_agencies
from procedures.registers.storage.repository import Registers
from procedures.reviews.domain.proposal_access import ProposalOperation, require_own_proposal
from procedures.reviews.domain.proposals import Proposal, proposed
from procedures.reviews.storage.repository import Reviews


async def file_proposal(
    work: UnitOfWork, round: UUID, proposal: Proposal, before: int | None, stated: Mapping[str, Any] | None, by: Actor
) -> int:
    """Returns the number of the proposal in its round. `before` is the number of the version that it concerns, None for
    the one in force today; `stated` are the proposed parts.

    Raises `ProposalOfAnotherAgency`, `ReviewRoundNotFound`, `UnknownAgency`, `AgencyNotValid`, `ProcedureNotFound`,
    `VersionNotFound`, `ProcedureNotInForceOnDay`, and the refusals of `reviews.domain.proposals`.
    """
    require_own_proposal(ProposalOperation.FILE, ActingAgency(by.agency), proposal.agency_code)
    await work.of(Reviews).lock(round)
    today = work.clock.today()
    require_agencies([proposal.agency_code], today, await work.of(Registers).agencies([proposal.agency_code]))
    number, content = await work.of(Reviews).version(proposal.procedure_code, before, today)
    filed = proposed(replace(proposal, before=number), content, stated)
    return await work.of(Reviews).add_proposal(round, filed, by.subject, work.clock.now())
