"""The circuit of a channel as a state machine, the waits between attempts, and what an answer means."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.delivery.circuit import FIRST_PAUSE, LONGEST_PAUSE, OPENS_AFTER, Circuit, CircuitState
from common.delivery.pushes import LONGEST_WAIT, PushOutcome, PushResponse, wait_after

NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)


def after_failures(count: int, circuit: Circuit | None = None) -> Circuit:
    circuit = circuit or Circuit()
    for _ in range(count):
        circuit = circuit.after(PushOutcome.TROUBLE, NOW)
    return circuit


def test_a_circuit_opens_after_several_failures_in_a_row() -> None:
    assert after_failures(OPENS_AFTER - 1).lets_through(NOW)
    opened = after_failures(OPENS_AFTER)
    assert (opened.state, opened.probe_at) == (CircuitState.OPEN, NOW + FIRST_PAUSE)
    assert not opened.lets_through(NOW + FIRST_PAUSE - timedelta(seconds=1))


def test_an_open_circuit_lets_one_message_through_which_closes_it_or_doubles_the_pause() -> None:
    opened = after_failures(OPENS_AFTER)
    probing = NOW + FIRST_PAUSE
    assert opened.lets_through(probing)
    assert opened.after(PushOutcome.CONFIRMED, probing) == Circuit()
    again = opened.after(PushOutcome.TROUBLE, probing)
    assert (again.lets_through(probing), again.probe_at) == (False, probing + 2 * FIRST_PAUSE)


def test_a_pause_never_exceeds_an_hour() -> None:
    assert after_failures(1_000).probe_at == NOW + LONGEST_PAUSE


@pytest.mark.parametrize("outcome", [PushOutcome.CONFIRMED, PushOutcome.TAKEN, PushOutcome.REFUSED])
def test_any_response_of_a_reachable_receiver_resets_the_count(outcome: PushOutcome) -> None:
    assert after_failures(OPENS_AFTER - 1).after(outcome, NOW) == Circuit()


def test_nothing_is_sent_to_a_receiver_that_is_gone() -> None:
    gone = Circuit().after(PushOutcome.GONE, NOW)
    assert (gone.state, gone.lets_through(NOW + timedelta(days=999))) == (CircuitState.GONE, False)


@given(st.lists(st.sampled_from(list(PushOutcome))))
def test_a_circuit_is_open_exactly_after_enough_failures_in_a_row(outcomes: list[PushOutcome]) -> None:
    circuit, in_a_row = Circuit(), 0
    for outcome in outcomes:
        if circuit.state is CircuitState.GONE:
            break
        circuit = circuit.after(outcome, NOW)
        in_a_row = in_a_row + 1 if outcome in (PushOutcome.TROUBLE, PushOutcome.GONE) else 0
        if outcome is not PushOutcome.GONE:
            assert (circuit.state is CircuitState.OPEN) == (in_a_row >= OPENS_AFTER)


def test_each_delay_is_twice_the_one_before_up_to_the_longest() -> None:
    waits = [wait_after(attempts, 0).total_seconds() for attempts in range(1, 100)]
    assert waits[:4] == [5, 10, 20, 40]
    assert all(before <= after for before, after in pairwise(waits))
    assert waits[-1] == LONGEST_WAIT


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_jitter_reduces_a_delay_by_at_most_half(attempts: int, drawn: float) -> None:
    longest = wait_after(attempts, 0)
    assert longest / 2 <= wait_after(attempts, drawn) <= longest


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, PushOutcome.CONFIRMED),
        (201, PushOutcome.CONFIRMED),
        (204, PushOutcome.CONFIRMED),
        (202, PushOutcome.TAKEN),
        (410, PushOutcome.GONE),
        (400, PushOutcome.REFUSED),
        (422, PushOutcome.REFUSED),
        (413, PushOutcome.REFUSED),
        (401, PushOutcome.TROUBLE),
        (404, PushOutcome.TROUBLE),
        (429, PushOutcome.TROUBLE),
        (500, PushOutcome.TROUBLE),
        (503, PushOutcome.TROUBLE),
        (302, PushOutcome.TROUBLE),
        (None, PushOutcome.TROUBLE),
    ],
)
def test_the_outcome_follows_from_the_status(status: int | None, outcome: PushOutcome) -> None:
    assert PushResponse(status).outcome is outcome
