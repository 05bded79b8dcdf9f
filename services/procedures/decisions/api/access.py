"""Scopes of the approval workflow, and who may see Decisions that are not yet published."""

from typing import Annotated

from fastapi import Depends

from common.http.authentication import OptionalCaller, Requires, has_any_scope
from common.http.transactions import Read, TheClock
from common.identity import Actor
from procedures.decisions.domain.draft_access import ActingAgency
from procedures.decisions.storage.approval_repository import acting_agency

Drafter = Annotated[Actor, Requires("decisions.draft")]
Controller = Annotated[Actor, Requires("decisions.control")]
Signer = Annotated[Actor, Requires("decisions.sign")]
Returner = Annotated[Actor, Requires("decisions.control", "decisions.sign")]
Publisher = Annotated[Actor, Requires("decisions.publish")]
RoleKeeper = Annotated[Actor, Requires("roles.write")]


async def acting_agency_of_request(caller: OptionalCaller, read: Read, clock: TheClock) -> ActingAgency:
    return await acting_agency(read, caller, clock.today())


Acting = Annotated[ActingAgency, Depends(acting_agency_of_request, scope="function")]
"""Everyone may read published Decisions. Those that are not yet published are shown by the roles that the caller's
agency holds that day (`decisions.domain.draft_access`)."""

MaySeeSubjects = Annotated[bool, has_any_scope("roles.write")]
"""Everyone may read which body holds a role. Only those who record role holders see which account holds it."""
