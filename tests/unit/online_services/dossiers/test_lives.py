"""Random lives of a dossier, act by act: what holds after every act, whatever the order."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from hypothesis import example, given
from hypothesis import strategies as st

from common.calendar.working_days import Calendar
from common.errors import Refusal
from online_services.clock.domain.appointments import Limit, Timeliness
from online_services.clock.domain.clock_rules import ClockRules
from online_services.clock.domain.opening_hours import OpeningHours
from online_services.clock.domain.working_time import WorkingTime
from online_services.dossiers.domain.dossier import OUTCOMES, Agencies, Dossier, Filing, acted, check_conditions
from online_services.dossiers.domain.states import Stage
from online_services.dossiers.domain.transitions import FINAL, Action, Role, checked_transition

MONDAY = datetime(2026, 11, 23, 3, tzinfo=UTC)
HOURS = OpeningHours(((time(7, 30), time(11, 30)), (time(13, 30), time(17, 30))), time(15))
AGENCIES = Agencies("H60.01", "H60.01", "H60.01")
PAUSED = (Stage.SUPPLEMENT, Stage.FEE_REQUESTED)
AFTER_RECEPTION = frozenset(Stage) - {Stage.FILED, Stage.SUPPLEMENT_BEFORE_RECEPTION, Stage.DECLINED, Stage.WITHDRAWN}
MOVES = st.tuples(st.sampled_from([action for action in Action if action is not Action.FILE]), st.integers(0, 200))


def rules(*, restarts: bool) -> ClockRules:
    return ClockRules(WorkingTime(Calendar({}), HOURS), Decimal(8), 3, restarts, 30)


def life_of(moves: Sequence[tuple[Action, int]], *, restarts: bool) -> list[Dossier]:
    """The dossier after filing and after each act that is possible; each comes some hours after the one before."""
    dossier = Dossier(
        Filing(UUID(int=1), "1.000101", 1, "direct", None, AGENCIES, MONDAY), limit=Limit(Decimal(5), "working_day")
    )
    stages, at, known = [dossier], MONDAY, rules(restarts=restarts)
    for action, hours in moves:
        at += timedelta(hours=hours)
        appoint = None if dossier.appointed is None else dossier.appointed.day + timedelta(days=7)
        try:
            transition, _ = checked_transition(dossier.stage, action, list(Role), "vì sao")
            needed = known if transition.counts_time else None
            check_conditions(dossier, action, at, needed, appoint)
        except Refusal:
            continue
        dossier = acted(dossier, transition, at, needed, appoint)
        stages.append(dossier)
    return stages


@given(st.lists(MOVES, max_size=40), st.booleans())
def test_what_a_dossier_states_fits_its_stage_after_every_act(moves: list[tuple[Action, int]], restarts: bool) -> None:
    for dossier in life_of(moves, restarts=restarts):
        stage, ended = dossier.stage, dossier.ended_at is not None
        assert ended == (stage in OUTCOMES or stage is Stage.HANDED_OVER)
        assert (dossier.paused_from is not None) or stage not in PAUSED
        if not ended:
            assert (dossier.paused_from is not None) == (stage in PAUSED)
        if stage in AFTER_RECEPTION:
            assert dossier.received_at is not None
            assert dossier.appointed is not None
            assert dossier.supplement_due is None
        assert (dossier.results > 0) == (dossier.stage is Stage.FINISHED) or stage is Stage.HANDED_OVER
        assert not dossier.result_revoked or (stage is Stage.HANDED_OVER and dossier.results > 0)


@example([(Action.RECEIVE, 1), (Action.FINISH, 30), (Action.REPLACE_RESULT, 30), (Action.DELIVER, 24 * 30)], True)
@example([(Action.RECEIVE, 1), (Action.STOP, 30), (Action.DELIVER, 24 * 30)], True)
@example([(Action.RECEIVE, 1), (Action.FINISH, 1), (Action.DELIVER, 24 * 30), (Action.REVOKE_RESULT, 24 * 30)], True)
@given(st.lists(MOVES, max_size=40), st.booleans())
def test_an_outcome_is_fixed_once(moves: list[tuple[Action, int]], restarts: bool) -> None:
    stages = life_of(moves, restarts=restarts)
    ended = [dossier for dossier in stages if dossier.ended_at is not None]
    for dossier in ended:
        assert (dossier.ended_at, dossier.appointed) == (ended[0].ended_at, ended[0].appointed)
        assert dossier.timeliness(dossier.ended_at or MONDAY) == ended[0].timeliness(MONDAY + timedelta(days=9_999))


@given(st.lists(MOVES, max_size=40), st.booleans())
def test_revisions_count_the_acts_and_nothing_leaves_a_final_stage(
    moves: list[tuple[Action, int]], restarts: bool
) -> None:
    stages = life_of(moves, restarts=restarts)
    assert [dossier.revision for dossier in stages] == list(range(1, len(stages) + 1))
    final = [dossier.stage for dossier in stages if dossier.stage in FINAL]
    assert len(set(final)) <= 1


def test_a_dossier_that_waits_for_its_applicant_becomes_late_for_nobody() -> None:
    moves = [(Action.RECEIVE, 1), (Action.REQUEST_FEE, 1), (Action.WITHDRAW, 24 * 90)]
    (*_, paused, withdrawn) = life_of(moves, restarts=True)
    assert paused.timeliness(MONDAY + timedelta(days=90)) is Timeliness.EARLY
    assert withdrawn.timeliness(MONDAY + timedelta(days=90)) is Timeliness.EARLY
