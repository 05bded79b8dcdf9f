"""A past dossier, entered whole: what was done with it at which moments is checked by the same table and the same clock
as an act of today."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from online_services.clock.domain.clock_rules import ClockRules
from online_services.dossiers.domain.back_entry_refusals import MomentNotPossible
from online_services.dossiers.domain.dossier import Dossier, acted, check_conditions
from online_services.dossiers.domain.transitions import Action, Role, Transition, checked_transition


class EnteredAction(StrEnum):
    """The acts that can be entered: fees and the work inside an agency stay with the system that it was done in."""

    RECEIVE = "receive"
    DECLINE = "decline"
    REQUEST_SUPPLEMENT = "request_supplement"
    SUBMIT_SUPPLEMENT = "submit_supplement"
    LAPSE = "lapse"
    ACCEPT = "accept"
    BEGIN = "begin"
    WITHDRAW = "withdraw"
    STOP = "stop"
    FINISH = "finish"
    REPLACE_RESULT = "replace_result"
    DELIVER = "deliver"
    REVOKE_RESULT = "revoke_result"
    EXTEND = "extend"


OFFICERS = frozenset(Role) - {Role.CITIZEN, Role.DELEGATE}


@dataclass(frozen=True, slots=True)
class StatedAct:
    """`appoint` is the new appointment of an extension."""

    action: Action
    at: datetime
    reason: str | None = None
    appoint: date | None = None


@dataclass(frozen=True, slots=True)
class EnteredAct:
    """An act with the dossier before and after it; `rules` is None where it needed none."""

    stated: StatedAct
    transition: Transition
    role: Role
    before: Dossier
    after: Dossier
    rules: ClockRules | None


def checked_moment(at: datetime, before: datetime | None, now: datetime) -> datetime:
    """Raises `MomentNotPossible`."""
    if at > now or (before is not None and at < before):
        raise MomentNotPossible(at)
    return at


def entered(
    dossier: Dossier, stated: StatedAct, before: datetime, now: datetime, rules_at: Callable[[datetime], ClockRules]
) -> EnteredAct:
    """Returns the act as it was done after the one `before`. Raises `MomentNotPossible` and the refusals of the act."""
    at = checked_moment(stated.at, before, now)
    transition, role = checked_transition(dossier.stage, stated.action, OFFICERS, stated.reason)
    rules = rules_at(at) if transition.counts_time else None
    check_conditions(dossier, stated.action, at, rules, stated.appoint)
    return EnteredAct(stated, transition, role, dossier, acted(dossier, transition, at, rules, stated.appoint), rules)


def with_numbers(acts: Sequence[EnteredAct], number: str) -> list[EnteredAct]:
    """Returns the acts with the number of the dossier from its reception on."""
    return [
        act if act.after.received_at is None else replace(act, after=replace(act.after, number=number)) for act in acts
    ]
