"""Processes are killed, PostgreSQL crashes and a consumer hangs while Decisions are published and residents looked up:
in the end each Decision took effect once in every service.

`SteadyPublishing.assert_each_took_effect_once`, with which every `steady_publishing` ends, states what that means.
"""

import signal

from suite.stack import Stack
from tests.support.api_client import Official, problem_type
from tests.support.requirements import only_in_full_run
from tests.support.running_stack import kill_each_in_turn, restart_postgresql
from tests.support.steady_publishing import DECISIONS_BETWEEN_FAULTS, steady_publishing

FIELDS = ("full_name", "birth_date")


def test_every_process_killed_and_started_again_loses_and_doubles_nothing(stack_over_kafka: Stack) -> None:
    with steady_publishing(stack_over_kafka) as publishing:
        publishing.publish_more(DECISIONS_BETWEEN_FAULTS)
        kill_each_in_turn(stack_over_kafka)
        stack_over_kafka.wait_ready()
        publishing.publish_more(DECISIONS_BETWEEN_FAULTS)


@only_in_full_run("a crash of the server under load")
def test_a_crash_of_postgresql_under_load_is_survived_by_every_process_and_loses_and_doubles_nothing(
    stack_over_kafka: Stack,
) -> None:
    before = {name: guarded.process.pid for name, guarded in stack_over_kafka.processes.items()}
    with steady_publishing(stack_over_kafka) as publishing:
        for _ in range(2):
            publishing.publish_more(DECISIONS_BETWEEN_FAULTS)
            restart_postgresql(stack_over_kafka)
        publishing.publish_more(DECISIONS_BETWEEN_FAULTS)
    stack_over_kafka.check_processes()
    assert {name: guarded.process.pid for name, guarded in stack_over_kafka.processes.items()} == before


def test_a_paused_consumer_does_not_return_an_old_state_for_a_new_one(stack_over_kafka: Stack) -> None:
    """A request that names a position gets a 503 until the consumer, which is resumed, has applied it."""
    consumer = stack_over_kafka.processes["population_lookup consume"]
    with Official(stack_over_kafka) as official:
        code = official.code(1)
        consumer.send(signal.SIGSTOP)
        try:
            position = official.introduce(code, -10, *FIELDS).position
            assert problem_type(official.look_up(code)) == "procedure-not-found"
            response = official.look_up(code, position)
            assert (response.status_code, problem_type(response)) == (503, "position-not-reached")
        finally:
            consumer.send(signal.SIGCONT)
        assert official.look_up(code, position).status_code == 200
