"""Scopes of the approval workflow, and who may see Decisions that are not yet published."""

from typing import Annotated

from common.http.authentication import Requires, has_any_scope
from common.identity import Actor
from procedures.decisions.domain.roles import SCOPES

Drafter = Annotated[Actor, Requires("decisions.draft")]
Controller = Annotated[Actor, Requires("decisions.control")]
Signer = Annotated[Actor, Requires("decisions.sign")]
Returner = Annotated[Actor, Requires("decisions.control", "decisions.sign")]
Publisher = Annotated[Actor, Requires("decisions.publish")]
RoleKeeper = Annotated[Actor, Requires("roles.write")]

MaySeeDrafts = Annotated[bool, has_any_scope(*SCOPES.values())]
"""Everyone may read published Decisions. Those that are not yet published are shown to accounts with a role in the
workflow."""

MaySeeSubjects = Annotated[bool, has_any_scope("roles.write")]
"""Everyone may read which body holds a role. Only those who record role holders see which account holds it."""
