"""Who sees Decisions that are not published."""

from typing import Annotated

from procedures.decisions.domain.roles import SCOPES
from procedures.shared.api.dependencies import carries_one_of

MaySeeDrafts = Annotated[bool, carries_one_of(*SCOPES.values())]
"""Published Decisions are everyone's to read; those on their way are shown to those who have a part in it."""
