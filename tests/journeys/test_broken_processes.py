"""What breaks on a real machine, while Decisions are published and residents looked up: in the end each took effect
once, everywhere.

What that means is said in `SteadyPublishing.assert_each_took_effect_once`, with which every `steady_publishing` ends.
"""

import signal

from suite.stack import Stack
from tests.support.api_client import Official, problem_type
from tests.support.running_stack import kill_each_in_turn, restart_postgresql
from tests.support.steady_publishing import DECISIONS_BETWEEN_FAULTS, steady_publishing

FIELDS = ("full_name", "birth_date")


def test_every_process_killed_and_started_again_loses_and_doubles_nothing(stack_over_kafka: Stack) -> None:
    with steady_publishing(stack_over_kafka) as publishing:
        publishing.publish_more(DECISIONS_BETWEEN_FAULTS)
        kill_each_in_turn(stack_over_kafka)
        stack_over_kafka.wait_ready()
        publishing.publish_more(DECISIONS_BETWEEN_FAULTS)


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


def test_a_reader_that_stands_still_does_not_pass_an_old_answer_for_a_new_one(stack_over_kafka: Stack) -> None:
    """Whoever names the position that he has seen is told to come again, and is answered as soon as the consumer goes
    on."""
    consumer = stack_over_kafka.processes["population_lookup consume"]
    with Official(stack_over_kafka) as official:
        code = official.code(1)
        consumer.send(signal.SIGSTOP)
        try:
            seen = official.introduce(code, -10, *FIELDS).position
            assert problem_type(official.look_up(code)) == "procedure-not-found"
            late = official.look_up(code, seen)
            assert (late.status_code, problem_type(late)) == (503, "position-not-reached")
        finally:
            consumer.send(signal.SIGCONT)
        assert official.look_up(code, seen).status_code == 200
