"""Who takes which step with a Decision, and who sees Decisions that are not published."""

from typing import Annotated

from common.http.authentication import Requires, carries_one_of
from common.identity import Actor
from procedures.decisions.domain.roles import SCOPES

Drafter = Annotated[Actor, Requires("decisions.draft")]
Controller = Annotated[Actor, Requires("decisions.control")]
Signer = Annotated[Actor, Requires("decisions.sign")]
Returner = Annotated[Actor, Requires("decisions.control", "decisions.sign")]
Publisher = Annotated[Actor, Requires("decisions.publish")]
RoleKeeper = Annotated[Actor, Requires("roles.write")]

MaySeeDrafts = Annotated[bool, carries_one_of(*SCOPES.values())]
"""Published Decisions are everyone's to read; those on their way are shown to those who have a part in it."""

MaySeeSubjects = Annotated[bool, carries_one_of("roles.write")]
"""Which body holds a role is everyone's to read; which account, only to those who record it."""
