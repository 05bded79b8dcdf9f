"""More of what breaks on a real machine, left to FULL=1. The carriers' and consumers' own tests have each of it without the services.

As in `test_broken_processes.py`, in the end each Decision took effect once, everywhere.
"""

import signal
import time
from concurrent.futures import ThreadPoolExecutor

from suite.databases import SERVICES
from suite.stack import Town, is_ready
from tests.support.requirements import in_full
from tests.support.running_stack import kill_each_in_turn, restart_postgresql
from tests.support.steady_publishing import A_FEW, office_hours

pytestmark = in_full("more that breaks, a minute")


def test_over_the_feed_killed_processes_and_a_crashed_postgresql_lose_and_double_nothing_either(town_over_feed: Town) -> None:
    with office_hours(town_over_feed) as hours:
        hours.go_on_for(A_FEW)
        kill_each_in_turn(town_over_feed)
        town_over_feed.wait_ready()
        restart_postgresql(town_over_feed)
        hours.go_on_for(A_FEW)
    town_over_feed.look_for_the_dead()


def test_while_kafka_is_gone_reads_and_writes_are_answered_and_then_the_topics_catch_up(town_over_kafka: Town) -> None:
    broker = town_over_kafka.broker
    assert broker is not None
    assert broker.process is not None
    with office_hours(town_over_kafka) as hours:
        hours.go_on_for(A_FEW)
        broker.process.crash()
        for _ in range(3):
            hours.go_on_for(A_FEW)
            assert all(is_ready(town_over_kafka.urls[service]) for service in SERVICES)
            assert hours.official.figures()["decisions"] > 0
        broker.start()
        hours.go_on_for(A_FEW)


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
