"""What breaks on a real machine, while Decisions are published and residents looked up: in the end each took effect once, everywhere.

What that means is said in `OfficeHours.all_took_effect_once`, with which every `office_hours` ends.
"""

import signal
import time
from concurrent.futures import ThreadPoolExecutor

from suite.databases import SERVICES
from suite.town import Town, is_ready
from tests.support.carried import restart_postgresql
from tests.support.needs import in_full
from tests.support.office_hours import office_hours
from tests.support.official import Official, kind_of

FIELDS = ("full_name", "birth_date")
A_FEW = 3  # Decisions
THE_REST = in_full("more that breaks, a minute; the carriers' and consumers' own tests have each of it without the services")


def kill_each_in_turn(town: Town) -> None:
    for name in town.names():
        town.processes[name].crash()
        time.sleep(0.2)
        town.start_process(name)


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


@THE_REST
def test_over_the_feed_killed_processes_and_a_crashed_postgresql_lose_and_double_nothing_either(town_over_feed: Town) -> None:
    with office_hours(town_over_feed) as hours:
        hours.go_on_for(A_FEW)
        kill_each_in_turn(town_over_feed)
        town_over_feed.wait_ready()
        restart_postgresql(town_over_feed)
        hours.go_on_for(A_FEW)
    town_over_feed.look_for_the_dead()


@THE_REST
def test_while_kafka_is_gone_reads_and_writes_are_answered_and_then_the_topics_catch_up(town_over_kafka: Town) -> None:
    broker = town_over_kafka.broker
    assert broker is not None
    assert broker.process is not None
    with office_hours(town_over_kafka) as hours:
        hours.go_on_for(A_FEW)
        broker.process.crash()
        for _ in range(A_FEW):
            hours.go_on_for(A_FEW)
            assert all(is_ready(town_over_kafka.urls[service]) for service in SERVICES)
            assert hours.official.figures()["decisions"] > 0
        broker.start()
        hours.go_on_for(A_FEW)


def test_a_reader_that_stands_still_does_not_pass_an_old_answer_for_a_new_one(town_over_kafka: Town) -> None:
    """Whoever names the position that he has seen is told to come again, and is answered as soon as the consumer goes on."""
    consumer = town_over_kafka.processes["population_lookup consume"]
    with Official(town_over_kafka) as official:
        code = official.code(1)
        consumer.send(signal.SIGSTOP)
        try:
            seen = official.introduce(code, -10, *FIELDS).position
            assert kind_of(official.look_up(code)) == "procedure-unknown"
            late = official.look_up(code, seen)
            assert (late.status_code, kind_of(late)) == (503, "not-there-yet")
        finally:
            consumer.send(signal.SIGCONT)
        assert official.look_up(code, seen).status_code == 200


@THE_REST
def test_processes_that_are_paused_for_seconds_and_woken_beside_their_replacements_do_no_harm(town_over_kafka: Town) -> None:
    """So does an orchestrator that takes a process for dead which only sleeps. A paused API answers late what it was asked."""
    replaced = ("procedures relay", "online_services consume", "reporting consume")
    paused = {name: town_over_kafka.processes[name] for name in (*replaced, "reporting api")}
    with ThreadPoolExecutor(1) as thread, office_hours(town_over_kafka) as hours:
        hours.go_on_for(A_FEW)
        for guarded in paused.values():
            guarded.send(signal.SIGSTOP)
        asked = thread.submit(hours.official.figures)
        beside = [town_over_kafka.guarded(*name.split(), log=f"{name} again") for name in replaced]
        hours.go_on_for(10)
        time.sleep(4)
        assert not asked.done()
        for guarded in paused.values():
            guarded.send(signal.SIGCONT)
        hours.go_on_for(2 * A_FEW)
        assert asked.result(20)["decisions"] > 0
        for guarded in beside:
            guarded.stop()
        hours.go_on_for(A_FEW)
    town_over_kafka.look_for_the_dead()
