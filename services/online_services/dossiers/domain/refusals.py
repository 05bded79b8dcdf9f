"""The refusals about dossiers.

Refusal
├── DossierNotFound             404
├── ActOutOfState               409
├── RoleNotHeld                 403
├── ReasonMissing               409
└── IfMatchMissing              428
"""

from collections.abc import Iterable, Sequence

from common.errors import Refusal
from online_services.dossiers.domain.states import NAMES, STATES, Stage


class DossierNotFound(Refusal):
    """No dossier has the id, or it is another person's: callers do not learn which."""

    status, type, title = 404, "dossier-not-found", "There is no such dossier"

    def __init__(self, id: str) -> None:
        super().__init__(f"you have no dossier with the id {id}", id=id)


class ActOutOfState(Refusal):
    """The table of states does not allow the act in the present state of the dossier."""

    status, type, title = 409, "act-out-of-state", "The state of the dossier does not allow this"

    def __init__(self, action: str, stage: Stage | None, possible: Sequence[Stage]) -> None:
        states = sorted({STATES[allowed] for allowed in possible})
        present = None if stage is None else STATES[stage]
        super().__init__(
            f"{action} is possible where a dossier is {' or '.join(possible) or 'not filed'};"
            f" this one is {stage or 'not filed'}",
            action=action,
            state=present,
            state_name=None if present is None else NAMES[present],
            possible=[int(state) for state in states],
            possible_names=", ".join(f"{state}. {NAMES[state]}" for state in states),
        )


class RoleNotHeld(Refusal):
    """Whoever acts on a dossier must hold a role for the act today, at the agency of the dossier."""

    status, type, title = 403, "role-not-held", "The role is not held"

    def __init__(self, action: str, roles: Iterable[str]) -> None:
        named = list(roles)
        super().__init__(f"{action} takes the role {' or '.join(named)}", action=action, roles=named)


class ReasonMissing(Refusal):
    """The act takes a reason, which the citizen reads."""

    status, type, title = 409, "reason-missing", "A reason is needed"

    def __init__(self, action: str) -> None:
        super().__init__(f"{action} takes a reason, which the citizen reads", action=action)


class IfMatchMissing(Refusal):
    """An officer acts on the state of the dossier that they have read, and names it by `If-Match`. So does who changes
    a draft."""

    status, type, title = 428, "if-match-missing", "The act must name the state that it is based on"

    def __init__(self) -> None:
        super().__init__("the request carries If-Match with the ETag of what was read")
