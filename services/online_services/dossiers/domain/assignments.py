"""Who handles a dossier: an officer claims it, gives it back, or it is reassigned. While it is assigned, only that
officer acts as its handler. An assignment ends with the officer's role."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import assert_never

from online_services.dossiers.domain.assignment_refusals import ClaimedAlready, NotAssigned, OfficerNotHandler
from online_services.dossiers.domain.transitions import TRANSITIONS, Action, Role


@dataclass(frozen=True, slots=True)
class AssignmentRequest:
    """`present` is the officer to whom the dossier is assigned, and who still is a handler of its agency. `to` is whom
    the act names, and `to_is_handler` tells whether they are one."""

    subject: str
    present: str | None
    to: str | None = None
    to_is_handler: bool = False

    @property
    def is_of_another(self) -> bool:
        return self.present not in (None, self.subject)


def acting_roles(action: Action, roles: Collection[Role], request: AssignmentRequest) -> frozenset[Role]:
    """The roles as which the officer may do the act: a head of the agency who is a handler too acts as the head on what
    is assigned to another officer."""
    taken = {role for row in TRANSITIONS if row.action is action for role in row.roles}
    if request.is_of_another and Role.HEAD_OF_AGENCY in taken and Role.HEAD_OF_AGENCY in roles:
        return frozenset(roles) - {Role.HANDLER}
    return frozenset(roles)


def assigned_after(action: Action, role: Role, request: AssignmentRequest, *, is_handler: bool) -> str | None:
    """Returns to whom the dossier is assigned after the act. `is_handler` tells whether who acts is a handler of the
    agency, whatever the role as which they act. Raises `ClaimedAlready`, `NotAssigned` and `OfficerNotHandler`."""
    if role is Role.HANDLER and request.is_of_another:
        raise ClaimedAlready
    match action:
        case Action.CLAIM:
            return _claimed(request, is_handler=is_handler)
        case Action.GIVE_BACK:
            _require_assigned(request)
            return None
        case Action.REASSIGN:
            return _reassigned(request, role)
        case Action.PASS_STEP:
            return None if request.to is None else _named(request)
        case Action.MOVE:
            return None
        case (
            Action.FILE
            | Action.RECEIVE
            | Action.DECLINE
            | Action.REQUEST_SUPPLEMENT
            | Action.SUBMIT_SUPPLEMENT
            | Action.LAPSE
            | Action.ACCEPT
            | Action.BEGIN
            | Action.REQUEST_FEE
            | Action.PAY_FEE
            | Action.WAIVE_FEE
            | Action.WITHDRAW
            | Action.STOP
            | Action.FINISH
            | Action.REPLACE_RESULT
            | Action.DELIVER
            | Action.REVOKE_RESULT
            | Action.EXTEND
        ):
            return request.present
        case _:
            assert_never(action)


def _claimed(request: AssignmentRequest, *, is_handler: bool) -> str:
    if request.present is not None:
        raise ClaimedAlready
    if not is_handler:
        raise OfficerNotHandler
    return request.subject


def _require_assigned(request: AssignmentRequest) -> None:
    if request.present is None:
        raise NotAssigned


def _reassigned(request: AssignmentRequest, role: Role) -> str:
    """A handler reassigns what is assigned to them; the head of the agency, anything."""
    if role is Role.HANDLER:
        _require_assigned(request)
    return _named(request)


def _named(request: AssignmentRequest) -> str:
    if request.to is None or not request.to_is_handler:
        raise OfficerNotHandler
    return request.to
