"""A dossier (hồ sơ), and what each act makes of it. The table of `transitions` decides what is possible; here are the
conditions beside it, and the clock."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import assert_never
from uuid import UUID

from common.calendar.province_days import day_of
from online_services.clock.domain.appointments import Appointment, Limit, Timeliness, may_extend, timeliness
from online_services.clock.domain.clock_rules import ClockRules
from online_services.clock.domain.working_time import Pause
from online_services.dossiers.domain.act_refusals import (
    ExtendedAlready,
    ExtensionTooLate,
    NewAppointmentMissing,
    NoAppointment,
    NoResult,
    ResultRevokedAlready,
    SupplementHandedIn,
    SupplementNotHandedIn,
    SupplementRequestedAlready,
    SupplementTermRuns,
    SupplementTooLate,
)
from online_services.dossiers.domain.states import STATES, Stage, State
from online_services.dossiers.domain.steps import Progress
from online_services.dossiers.domain.transitions import Action, ClockEffect, Transition

OUTCOMES = frozenset({Stage.DECLINED, Stage.WITHDRAWN, Stage.STOPPED, Stage.FINISHED})
"""The stages on entering which the outcome is fixed; handing over changes nothing of it."""


@dataclass(frozen=True, slots=True)
class Agencies:
    """Where the dossier was filed, which agency receives it, and which one decides (nơi nộp, nơi tiếp nhận, cơ quan
    giải quyết)."""

    filed_at: str
    receiving: str
    deciding: str


@dataclass(frozen=True, slots=True)
class Filing:
    """What was filed. Of this only the deciding agency changes, where the dossier is moved. `parent_id` is the dossier
    of which this is a sub-dossier."""

    id: UUID
    procedure_code: str
    version: int
    channel: str
    for_case: str | None
    agencies: Agencies
    filed_at: datetime
    parent_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """`limit` counts from `clock_from`, and `pauses` are those since then. `handed_in` is of the supplement that was
    asked for last; `supplement_requested` tells whether one was asked for after reception. `progress` is None until the
    dossier is passed on to a second step. `results` counts the results that were signed: the last one counts, unless
    it is revoked. `back_entered` marks a past dossier that was entered later, whose moments are stated."""

    filing: Filing
    stage: Stage = Stage.FILED
    revision: int = 1
    number: str | None = None
    received_at: datetime | None = None
    ended_at: datetime | None = None
    limit: Limit | None = None
    clock_from: datetime | None = None
    appointed: Appointment | None = None
    pauses: tuple[Pause, ...] = ()
    paused_from: datetime | None = None
    supplement_requested: bool = False
    supplement_due: date | None = None
    handed_in: bool = False
    extended: bool = False
    progress: Progress | None = None
    results: int = 0
    result_revoked: bool = False
    back_entered: bool = False

    @property
    def state(self) -> State:
        return STATES[self.stage]

    def timeliness(self, now: datetime) -> Timeliness | None:
        """How the result keeps its appointment; of an open dossier, how a result of now would. Where it is paused, or
        was when it ended, the beginning of the pause counts. None without an appointment."""
        return judged(self.appointed, self.paused_from, self.ended_at, now)


def judged(
    appointed: Appointment | None, paused_from: datetime | None, ended_at: datetime | None, now: datetime
) -> Timeliness | None:
    """As `Dossier.timeliness`, of the facts that it follows from."""
    return None if appointed is None else timeliness(appointed, paused_from or ended_at or now)


def check_conditions(
    dossier: Dossier, action: Action, at: datetime, rules: ClockRules | None, appoint: date | None = None
) -> None:
    """Raises the refusal of the condition, beside the table, that the act does not meet. `rules` is None where the act
    needs none."""
    if action is Action.REQUEST_SUPPLEMENT and dossier.received_at is not None:
        _check_supplement(dossier, dossier.received_at, at, _known(rules))
    if action is Action.SUBMIT_SUPPLEMENT and dossier.handed_in:
        raise SupplementHandedIn
    if action is Action.LAPSE and dossier.supplement_due is not None and day_of(at) <= dossier.supplement_due:
        raise SupplementTermRuns(dossier.supplement_due)
    if action is Action.ACCEPT and not dossier.handed_in:
        raise SupplementNotHandedIn
    if action is Action.EXTEND:
        _check_extension(dossier, at, _known(rules), appoint)
    if action is Action.REVOKE_RESULT:
        _check_result(dossier)


def _known(rules: ClockRules | None) -> ClockRules:
    if rules is None:
        raise TypeError("the act needs the rules of the clock")
    return rules


def _check_result(dossier: Dossier) -> None:
    if not dossier.results:
        raise NoResult
    if dossier.result_revoked:
        raise ResultRevokedAlready


def _check_supplement(dossier: Dossier, received_at: datetime, at: datetime, rules: ClockRules) -> None:
    if dossier.supplement_requested:
        raise SupplementRequestedAlready
    if day_of(at) > (last := rules.last_day_to_request(received_at)):
        raise SupplementTooLate(last)


def _check_extension(dossier: Dossier, at: datetime, rules: ClockRules, appoint: date | None) -> None:
    if dossier.extended:
        raise ExtendedAlready
    if dossier.appointed is None:
        raise NoAppointment
    if not may_extend(dossier.appointed, at):
        raise ExtensionTooLate(dossier.appointed.day)
    if appoint is None or appoint <= dossier.appointed.day or rules.limit_until(appoint, at) is None:
        raise NewAppointmentMissing(dossier.appointed.day)


def acted(
    dossier: Dossier, transition: Transition, at: datetime, rules: ClockRules | None, appoint: date | None = None
) -> Dossier:
    """Returns the dossier after an act that was checked; `rules` is None where the act needs none."""
    changed = _with_clock(dossier, transition, at, rules, appoint)
    changed = _with_result(_with_supplement(changed, transition, at, rules), transition.action)
    return replace(
        changed,
        stage=transition.to or dossier.stage,
        revision=dossier.revision + 1,
        ended_at=at if transition.to in OUTCOMES else dossier.ended_at,
    )


def moved(dossier: Dossier, agency: str) -> Dossier:
    """Returns the dossier with another agency that decides, whose internal process begins with its first step."""
    agencies = replace(dossier.filing.agencies, deciding=agency)
    return replace(dossier, filing=replace(dossier.filing, agencies=agencies), progress=None)


def _with_result(dossier: Dossier, action: Action) -> Dossier:
    if action in (Action.FINISH, Action.REPLACE_RESULT):
        return replace(dossier, results=dossier.results + 1)
    return replace(dossier, result_revoked=True) if action is Action.REVOKE_RESULT else dossier


def _with_supplement(dossier: Dossier, transition: Transition, at: datetime, rules: ClockRules | None) -> Dossier:
    if transition.action is Action.SUBMIT_SUPPLEMENT:
        return replace(dossier, handed_in=True)
    if transition.action is Action.RECEIVE:
        return replace(dossier, supplement_due=None, handed_in=False)
    if transition.action is not Action.REQUEST_SUPPLEMENT:
        return dossier
    if transition.to is Stage.SUPPLEMENT:
        return replace(dossier, supplement_requested=True, handed_in=False)
    return replace(dossier, supplement_due=_known(rules).last_day_to_submit(at), handed_in=False)


def _with_clock(
    dossier: Dossier, transition: Transition, at: datetime, rules: ClockRules | None, appoint: date | None
) -> Dossier:
    match transition.clock:
        case ClockEffect.NONE | ClockEffect.ENDS:
            return dossier
        case ClockEffect.BEGINS:
            begun = replace(dossier, received_at=at, clock_from=at)
            return replace(begun, appointed=_known(rules).appointment(begun.limit, at))
        case ClockEffect.STOPS:
            return replace(dossier, paused_from=at)
        case ClockEffect.GOES_ON:
            return _resumed(dossier, transition, at, _known(rules))
        case ClockEffect.NEW_APPOINTMENT:
            limit = None if appoint is None else _known(rules).limit_until(appoint, at)
            extended = replace(dossier, extended=True, limit=limit, clock_from=at, pauses=())
            return replace(extended, appointed=_known(rules).appointment(limit, at))
        case _:
            assert_never(transition.clock)


def _resumed(dossier: Dossier, transition: Transition, at: datetime, rules: ClockRules) -> Dossier:
    """After a supplement the limit begins again from zero where the legal basis says so; else it goes on."""
    if dossier.paused_from is None or dossier.clock_from is None:
        return dossier
    begins, pauses = dossier.clock_from, (*dossier.pauses, Pause(dossier.paused_from, at))
    if transition.action is Action.ACCEPT and rules.supplement_restarts:
        begins, pauses = at, ()
    appointed = rules.appointment(dossier.limit, begins, pauses)
    return replace(dossier, clock_from=begins, pauses=pauses, paused_from=None, appointed=appointed)
