"""Every combination of state, action and role, against the table of the design written down a second time."""

from itertools import product

import pytest

from common.errors import Refusal
from online_services.dossiers.domain.refusals import ActOutOfState, ReasonMissing, RoleNotHeld
from online_services.dossiers.domain.separate_signer_refusals import SignerHandledDossier
from online_services.dossiers.domain.separate_signers import check_signer
from online_services.dossiers.domain.states import STATES, Stage
from online_services.dossiers.domain.transitions import FINAL, TRANSITIONS, Action, Role, checked_transition

# from | action | by | to | reason | clock, as the design states it: 5a is asked for before reception, 5b after it
DESIGN = """
- | file | citizen delegate receiver | 1 | - | none
1 5a | receive | receiver | 2 | - | begins
1 5a | decline | receiver | 3 | yes | none
1 | request_supplement | receiver | 5a | yes | none
2 4 | request_supplement | handler | 5b | yes | stops
5a 5b | submit_supplement | citizen delegate receiver | = | - | none
5a | lapse | receiver | 3 | yes | none
5b | accept | handler | 4 | - | goes_on
2 | begin | handler | 4 | - | none
2 4 | request_fee | handler | 6 | yes | stops
6 | pay_fee | treasury receiver | 4 | - | goes_on
6 | waive_fee | receiver | 4 | yes | goes_on
1 2 4 5a 5b 6 | withdraw | citizen delegate receiver | 7 | yes | ends
2 4 5b 6 | stop | signer | 8 | yes | ends
2 4 | finish | signer | 9 | - | ends
9 | replace_result | signer | = | yes | none
8 9 | deliver | deliverer | 10 | - | none
10 | revoke_result | signer | = | yes | none
2 4 | extend | signer | = | yes | new_appointment
2 4 | pass_step | handler | 4 | - | none
2 4 | claim | handler head_of_agency | = | - | none
2 4 | give_back | handler head_of_agency | = | - | none
2 4 | reassign | handler head_of_agency | = | - | none
2 4 | move | handler head_of_agency | = | yes | none
"""
NAMED = {"5a": Stage.SUPPLEMENT_BEFORE_RECEPTION, "5b": Stage.SUPPLEMENT, "-": None} | {
    str(int(state)): stage for stage, state in STATES.items() if int(state) != 5
}


def design() -> dict[tuple[Stage | None, str, str], tuple[Stage | None, bool, str]]:
    """What each stage, action and role leads to: the next stage, whether a reason is needed, and the clock."""
    rows = {}
    for line in filter(None, DESIGN.splitlines()):
        before, action, roles, to, reason, clock = (part.strip() for part in line.split("|"))
        for stage, role in product(before.split(), roles.split()):
            after = NAMED[stage] if to == "=" else NAMED[to]
            rows[NAMED[stage], action, role] = after, reason == "yes", clock
    return rows


@pytest.mark.parametrize("stage", [None, *Stage])
def test_each_action_and_role_in_a_state_leads_where_the_design_requires_or_is_refused(stage: Stage | None) -> None:
    designed = design()
    for action, role in product(Action, Role):
        expected = designed.get((stage, action, role))
        if expected is None:
            with pytest.raises((ActOutOfState, RoleNotHeld)):
                checked_transition(stage, action, [role], "vì sao")
            continue
        after, reason, clock = expected
        transition, acting = checked_transition(stage, action, [role], "vì sao")
        assert (transition.to or stage, transition.reason, transition.clock, acting) == (after, reason, clock, role)


def test_an_act_that_takes_a_reason_is_refused_without_one() -> None:
    needing = [key for key, (_, reason, _) in design().items() if reason]
    assert len(needing) > 20
    for stage, action, role in needing:
        for reason in (None, "", "  "):
            with pytest.raises(ReasonMissing):
                checked_transition(stage, Action(action), [Role(role)], reason)


def test_a_state_without_the_action_is_reported_before_the_role() -> None:
    with pytest.raises(ActOutOfState) as refused:
        checked_transition(Stage.WITHDRAWN, Action.FINISH, [], None)
    assert refused.value.facts == {
        "action": "finish",
        "state": 7,
        "state_name": "Công dân yêu cầu rút hồ sơ",
        "possible": [2, 4],
        "possible_names": "2. Được tiếp nhận, 4. Đang xử lý",
    }


def test_no_act_leaves_a_final_state() -> None:
    leaving = [row for row in TRANSITIONS for stage in row.stages if stage in FINAL and row.to not in (None, stage)]
    assert leaving == []
    assert {int(STATES[stage]) for stage in FINAL} == {3, 7, 10}


def test_every_state_but_the_final_ones_can_be_left_and_every_state_is_entered() -> None:
    left = {stage for row in TRANSITIONS for stage in row.stages if row.to not in (None, stage)}
    assert left == {None, *Stage} - set(FINAL)
    assert {row.to for row in TRANSITIONS} - {None} == set(Stage)


SIGNED_BY_ANOTHER = {"finish", "replace_result", "stop"}


@pytest.mark.parametrize("stage", [None, *Stage])
def test_where_a_process_separates_them_no_handler_signs_and_nothing_else_changes(stage: Stage | None) -> None:
    """Every action of every role in the state, by who handled the dossier and by who did not."""
    designed = design()
    for action, role, (actor, separate) in product(Action, Role, product(("handler-1", "signer-1"), (False, True))):
        refused: type[Refusal] | None = None
        try:
            checked_transition(stage, action, [role], "vì sao")
            check_signer(action, actor, {"handler-1", "handler-2"}, separate=separate)
        except Refusal as refusal:
            refused = type(refusal)
        if (stage, action, role) not in designed:
            assert refused in (ActOutOfState, RoleNotHeld)
        elif separate and actor == "handler-1" and action in SIGNED_BY_ANOTHER:
            assert refused is SignerHandledDossier
        else:
            assert refused is None
