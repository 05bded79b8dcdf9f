"""What breaks on a real machine, while Decisions are published and residents looked up: in the end each took effect once, everywhere.

What that means is said in `OfficeHours.all_took_effect_once`, with which every `office_hours` ends.
"""

import signal

from suite.stack import Town
from tests.support.api_client import Official, kind_of
from tests.support.running_stack import kill_each_in_turn, restart_postgresql
from tests.support.steady_publishing import A_FEW, office_hours

FIELDS = ("full_name", "birth_date")


def test_every_process_killed_and_started_again_loses_and_doubles_nothing(town_over_kafka: Town) -> None:
    with office_hours(town_over_kafka) as hours:
        hours.go_on_for(A_FEW)
        kill_each_in_turn(town_over_kafka)
        town_over_kafka.wait_ready()
        hours.go_on_for(A_FEW)


def test_a_crash_of_postgresql_under_load_is_survived_by_every_process_and_loses_and_doubles_nothing(
    town_over_kafka: Town,
) -> None:
    before = {name: guarded.process.pid for name, guarded in town_over_kafka.processes.items()}
    with office_hours(town_over_kafka) as hours:
        for _ in range(2):
            hours.go_on_for(A_FEW)
            restart_postgresql(town_over_kafka)
        hours.go_on_for(A_FEW)
    town_over_kafka.look_for_the_dead()
    assert {name: guarded.process.pid for name, guarded in town_over_kafka.processes.items()} == before


def test_a_reader_that_stands_still_does_not_pass_an_old_answer_for_a_new_one(town_over_kafka: Town) -> None:
    """Whoever names the position that he has seen is told to come again, and is answered as soon as the consumer goes on."""
    consumer = town_over_kafka.processes["population_lookup consume"]
    with Official(town_over_kafka) as official:
        code = official.code(1)
        consumer.send(signal.SIGSTOP)
        try:
            seen = official.introduce(code, -10, *FIELDS).position
            assert kind_of(official.look_up(code)) == "procedure-not-found"
            late = official.look_up(code, seen)
            assert (late.status_code, kind_of(late)) == (503, "position-not-reached")
        finally:
            consumer.send(signal.SIGCONT)
        assert official.look_up(code, seen).status_code == 200
