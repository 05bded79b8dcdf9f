"""What may be done with a dossier: one table of states, actions, who acts, and what the clock does.

The tables of docs/dossiers.md and the details of refused acts are made from it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from online_services.dossiers.domain.refusals import ActOutOfState, ReasonMissing, RoleNotHeld
from online_services.dossiers.domain.states import Stage


class Action(StrEnum):
    """What is done with a dossier."""

    FILE = "file"
    RECEIVE = "receive"
    DECLINE = "decline"
    REQUEST_SUPPLEMENT = "request_supplement"
    SUBMIT_SUPPLEMENT = "submit_supplement"
    LAPSE = "lapse"
    ACCEPT = "accept"
    BEGIN = "begin"
    REQUEST_FEE = "request_fee"
    PAY_FEE = "pay_fee"
    WAIVE_FEE = "waive_fee"
    WITHDRAW = "withdraw"
    STOP = "stop"
    FINISH = "finish"
    REPLACE_RESULT = "replace_result"
    DELIVER = "deliver"
    REVOKE_RESULT = "revoke_result"
    EXTEND = "extend"
    PASS_STEP = "pass_step"  # noqa: S105 - no password, but a step of the internal process
    CLAIM = "claim"
    GIVE_BACK = "give_back"
    REASSIGN = "reassign"
    MOVE = "move"


class Role(StrEnum):
    """As what somebody acts: công dân, tổ chức; người được ủy quyền; người tiếp nhận; người thụ lý; người ký; người trả
    kết quả; kho bạc; lãnh đạo đơn vị."""

    CITIZEN = "citizen"
    DELEGATE = "delegate"
    RECEIVER = "receiver"
    HANDLER = "handler"
    SIGNER = "signer"
    DELIVERER = "deliverer"
    TREASURY = "treasury"
    HEAD_OF_AGENCY = "head_of_agency"


class ClockEffect(StrEnum):
    """What an act does to the clock. With `goes_on` it counts on, or begins again from zero: a setting by its legal
    basis. `none`: it stays as it is."""

    NONE = "none"
    BEGINS = "begins"
    STOPS = "stops"
    GOES_ON = "goes_on"
    NEW_APPOINTMENT = "new_appointment"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class Transition:
    """A row of the table. `to` is None where the stage stays; `from_law` tells whether the row is grounded in the law
    (Nghị định 61/2018/NĐ-CP, then 118/2025/NĐ-CP) or is a decision of this system. `condition` is checked beside the
    table. `event` is the subject of the event that is emitted, if there is one."""

    action: Action
    roles: tuple[Role, ...]
    stages: tuple[Stage | None, ...]
    to: Stage | None = None
    clock: ClockEffect = ClockEffect.NONE
    reason: bool = False
    from_law: bool = True
    event: str | None = None
    condition: str = ""

    @property
    def counts_time(self) -> bool:
        """Whether the act needs the rules of the clock."""
        moves_clock = self.clock in (ClockEffect.BEGINS, ClockEffect.GOES_ON, ClockEffect.NEW_APPOINTMENT)
        return moves_clock or self.action is Action.REQUEST_SUPPLEMENT


CITIZEN, DELEGATE, RECEIVER, HANDLER = Role.CITIZEN, Role.DELEGATE, Role.RECEIVER, Role.HANDLER
SIGNER, HEAD = Role.SIGNER, Role.HEAD_OF_AGENCY
FILED, RECEIVED, IN_PROCESS, FEE_REQUESTED = Stage.FILED, Stage.RECEIVED, Stage.IN_PROCESS, Stage.FEE_REQUESTED
BEFORE, SUPPLEMENT = Stage.SUPPLEMENT_BEFORE_RECEPTION, Stage.SUPPLEMENT
APPLICANTS = (CITIZEN, DELEGATE, RECEIVER)
HANDLED = (RECEIVED, IN_PROCESS)
ONCE = "once"
FOUR_EYES = "who did not handle it, where the internal process says so"
SIGNED_REQUEST = "a receiver acts on a request that the citizen has signed"

TRANSITIONS = (
    Transition(Action.FILE, APPLICANTS, (None,), FILED, event="filed"),
    Transition(Action.RECEIVE, (RECEIVER,), (FILED, BEFORE), RECEIVED, ClockEffect.BEGINS, event="received"),
    Transition(Action.DECLINE, (RECEIVER,), (FILED, BEFORE), Stage.DECLINED, reason=True, event="declined"),
    Transition(
        Action.REQUEST_SUPPLEMENT,
        (RECEIVER,),
        (FILED,),
        BEFORE,
        reason=True,
        event="supplement_asked",
        condition="once and fully",
    ),
    Transition(
        Action.REQUEST_SUPPLEMENT,
        (HANDLER,),
        HANDLED,
        SUPPLEMENT,
        ClockEffect.STOPS,
        reason=True,
        event="supplement_asked",
        condition="once, within 3 working days of reception",
    ),
    Transition(
        Action.SUBMIT_SUPPLEMENT,
        APPLICANTS,
        (BEFORE, SUPPLEMENT),
        from_law=False,
        event="supplement_handed_in",
        condition=f"once; {SIGNED_REQUEST}",
    ),
    Transition(
        Action.LAPSE,
        (RECEIVER,),
        (BEFORE,),
        Stage.DECLINED,
        reason=True,
        from_law=False,
        event="declined",
        condition="the day for the supplement has passed",
    ),
    Transition(
        Action.ACCEPT,
        (HANDLER,),
        (SUPPLEMENT,),
        IN_PROCESS,
        ClockEffect.GOES_ON,
        event="supplement_accepted",
        condition="the supplement was handed in",
    ),
    Transition(Action.BEGIN, (HANDLER,), (RECEIVED,), IN_PROCESS),
    Transition(
        Action.REQUEST_FEE, (HANDLER,), HANDLED, FEE_REQUESTED, ClockEffect.STOPS, reason=True, event="fee_asked"
    ),
    Transition(
        Action.PAY_FEE,
        (Role.TREASURY, RECEIVER),
        (FEE_REQUESTED,),
        IN_PROCESS,
        ClockEffect.GOES_ON,
        event="fee_settled",
        condition="the whole amount; the treasury confirms its payment, a receiver takes cash",
    ),
    Transition(
        Action.WAIVE_FEE,
        (RECEIVER,),
        (FEE_REQUESTED,),
        IN_PROCESS,
        ClockEffect.GOES_ON,
        reason=True,
        event="fee_settled",
        condition="as a whole, or reduced and the rest taken in cash",
    ),
    Transition(
        Action.WITHDRAW,
        APPLICANTS,
        (FILED, RECEIVED, IN_PROCESS, BEFORE, SUPPLEMENT, FEE_REQUESTED),
        Stage.WITHDRAWN,
        ClockEffect.ENDS,
        reason=True,
        event="withdrawn",
        condition=SIGNED_REQUEST,
    ),
    Transition(
        Action.STOP,
        (SIGNER,),
        (RECEIVED, IN_PROCESS, SUPPLEMENT, FEE_REQUESTED),
        Stage.STOPPED,
        ClockEffect.ENDS,
        reason=True,
        event="stopped",
        condition=FOUR_EYES,
    ),
    Transition(
        Action.FINISH, (SIGNER,), HANDLED, Stage.FINISHED, ClockEffect.ENDS, event="finished", condition=FOUR_EYES
    ),
    Transition(
        Action.REPLACE_RESULT,
        (SIGNER,),
        (Stage.FINISHED,),
        reason=True,
        from_law=False,
        event="result_replaced",
        condition=FOUR_EYES,
    ),
    Transition(
        Action.DELIVER,
        (Role.DELIVERER,),
        (Stage.STOPPED, Stage.FINISHED),
        Stage.HANDED_OVER,
        event="handed_over",
    ),
    Transition(
        Action.REVOKE_RESULT,
        (SIGNER,),
        (Stage.HANDED_OVER,),
        reason=True,
        from_law=False,
        event="result_revoked",
        condition="once, where there is a result",
    ),
    Transition(
        Action.EXTEND,
        (SIGNER,),
        HANDLED,
        clock=ClockEffect.NEW_APPOINTMENT,
        reason=True,
        event="extended",
        condition="once, at least a day before the appointment, with a letter of apology",
    ),
    Transition(
        Action.PASS_STEP,
        (HANDLER,),
        HANDLED,
        IN_PROCESS,
        from_law=False,
        event="step_passed",
        condition="the internal process has a further step",
    ),
    Transition(Action.CLAIM, (HANDLER, HEAD), HANDLED, from_law=False, condition="who is a handler of the agency"),
    Transition(Action.GIVE_BACK, (HANDLER, HEAD), HANDLED, from_law=False, condition="it is assigned"),
    Transition(
        Action.REASSIGN,
        (HANDLER, HEAD),
        HANDLED,
        from_law=False,
        condition="a handler what is assigned to them; to a handler of the agency",
    ),
    Transition(
        Action.MOVE,
        (HANDLER, HEAD),
        HANDLED,
        reason=True,
        from_law=False,
        event="moved",
        condition="to another agency that is competent",
    ),
)
"""Every act that is possible. What no row allows is refused."""

FINAL = (Stage.DECLINED, Stage.WITHDRAWN, Stage.HANDED_OVER)
"""The stages 3, 7 and 10, which nothing leaves."""


def transition_of(stage: Stage | None, action: Action) -> Transition:
    """Raises `ActOutOfState`."""
    for transition in TRANSITIONS:
        if transition.action is action and stage in transition.stages:
            return transition
    raise ActOutOfState(action, stage, stages_of(action))


def stages_of(action: Action) -> list[Stage]:
    """The stages in which the action is possible."""
    return [stage for row in TRANSITIONS if row.action is action for stage in row.stages if stage is not None]


def may_count_time(action: Action) -> bool:
    """Whether the action needs the rules of the clock in any stage."""
    return any(row.counts_time for row in TRANSITIONS if row.action is action)


def is_done_by_applicant(action: Action, roles: Collection[Role]) -> bool:
    """Whether whoever holds the roles does it as the applicant or as their delegate, and not as an officer."""
    taken = {role for row in TRANSITIONS if row.action is action for role in row.roles}
    return bool(taken & {CITIZEN, DELEGATE} & set(roles))


def checked_transition(
    stage: Stage | None, action: Action, roles: Collection[Role], reason: str | None
) -> tuple[Transition, Role]:
    """Returns the row, and the role as which whoever holds the roles acts. Raises `ActOutOfState`, `RoleNotHeld` and
    `ReasonMissing`."""
    transition = transition_of(stage, action)
    role = next((role for role in transition.roles if role in roles), None)
    if role is None:
        raise RoleNotHeld(action, transition.roles)
    if transition.reason and not (reason or "").strip():
        raise ReasonMissing(action)
    return transition, role
