"""`make demo` loads the demo dataset into new databases, plays a scenario and exits; `make up` keeps the databases and
runs until it is stopped."""

import asyncio
import secrets
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import httpx

from suite import dataset, kafka, postgres
from suite.brief_report import print_brief
from suite.catch_up import wait_until_caught_up
from suite.console_output import console, print_report, print_review, progress_bar
from suite.databases import SERVICES
from suite.dataset_loader import load_dataset, record_registers
from suite.demo_scenario import play_scenario
from suite.dossier_loader import enter_past_dossiers, number_of_dossiers
from suite.dossier_walk import walk_dossiers
from suite.entry_loader import enter_brief
from suite.folders_and_ports import home
from suite.printed_environment import folder_of, forget_environments, write_environments
from suite.restarts import Restarts
from suite.stack import CannotRun, Stack
from suite.supervised_process import PreviousProcessRuns
from suite.up_summary import example_residents, summary

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
FAILURES = (
    CannotRun,
    PreviousProcessRuns,
    kafka.KafkaCannotStart,
    postgres.PostgresCannotStart,
    httpx.HTTPError,
    OSError,
)
"""The failures that are reported by their message instead of a traceback."""


class Stopped(KeyboardInterrupt):
    """A signal asked the suite to stop. It is a KeyboardInterrupt because an event loop swallows any other exception
    that a callback raises."""


@contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Turns the first signal into an exception, so that the processes are stopped in order; later signals are ignored
    meanwhile."""

    def stop(number: int, _: FrameType | None) -> None:
        ignore_signals()
        raise Stopped(signal.Signals(number))

    former = {number: signal.signal(number, stop) for number in STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def ignore_signals() -> None:
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def demo(bus: str) -> int:
    folder = home() / "demo" / secrets.token_hex(4)

    def job(stack: Stack) -> None:
        load_and_compare(stack)
        enter_dossiers(stack)
        play_and_verify(stack)

    try:
        return run_stack(Stack(folder, bus, report), job)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def up(bus: str) -> int:
    folder = folder_of(bus)

    def job(stack: Stack) -> None:
        load_and_compare(stack, marker=folder / "loaded")
        try:
            serve_until_stopped(stack)
        finally:
            forget_environments(folder)

    return run_stack(Stack(folder, bus, report), job)


def run_stack(stack: Stack, job: Callable[[Stack], None]) -> int:
    """Returns the exit status: 0, 1 after a failure, or 128 plus the number of the signal that stopped it. No process
    is left running in any case."""
    with stopping_on_signals():
        try:
            start(stack)
            job(stack)
        except Stopped as stopped:
            number: signal.Signals = stopped.args[0]
            report(f"stopping on {number.name}")
            return 128 + number
        except FAILURES as error:
            console.print(str(error), style="red", markup=False)
            return 1
        finally:
            ignore_signals()
            stack.stop()
    return 0


def start(stack: Stack) -> None:
    began = time.monotonic()
    report(f"starting PostgreSQL, the issuer and {len(SERVICES)} services; the carrier of events is {stack.bus}")
    stack.start()
    report(f"ready after {time.monotonic() - began:.1f} s")


def load_and_compare(stack: Stack, marker: Path | None = None) -> None:
    """Loads the demo dataset unless the file `marker` says that it is loaded, and compares the report with the
    brief."""
    fresh = marker is None or not marker.exists()
    asyncio.run(record_registers(stack))
    if fresh:
        began = time.monotonic()
        steps = sum(1 for _ in dataset.steps())
        with progress_bar("demo dataset", steps) as progress:
            asyncio.run(load_dataset(stack, progress))
        report(f"{steps} steps loaded in {time.monotonic() - began:.1f} s")
        began = time.monotonic()
        entered = asyncio.run(enter_brief(stack))
        report(f"{entered} values and records entered and approved in {time.monotonic() - began:.1f} s")
        if marker is not None:
            marker.touch()
    delays = wait_until_caught_up(stack)
    report(
        "all consumers have applied the last event: "
        + ", ".join(f"{name} after {seconds:.2f} s" for name, seconds in delays.items())
    )
    review = review_results(stack)
    agree = [print_review(review), print_brief(stack, review)]
    agree += [print_report(year, annual_figures(stack, year), expected) for year, expected in dataset.EXPECTED.items()]
    if fresh and not all(agree):  # databases that were kept may hold Decisions beside those of the dataset
        raise CannotRun("the report does not agree with the brief")


def enter_dossiers(stack: Stack) -> None:
    """Enters the past dossiers of the demo."""
    if count := number_of_dossiers():
        began = time.monotonic()
        entered = asyncio.run(enter_past_dossiers(stack, count))
        report(f"{entered} dossiers of two years entered in {time.monotonic() - began:.1f} s")


def annual_figures(stack: Stack, year: int) -> list[dict[str, Any]]:
    token = stack.token("reports.read", subject="leader")
    response = httpx.get(
        f"{stack.urls['reporting']}/v1/reports/annual",
        params={"year": year},
        headers={"Authorization": f"Bearer {token}"},
        timeout=30,
    )
    response.raise_for_status()
    figures: list[dict[str, Any]] = response.json()["figures"]
    return figures


def review_results(stack: Stack) -> dict[str, Any]:
    """Returns the results of the dataset's round of review, by agency."""
    token = stack.token("reviews.read", subject="leader")
    headers, url = {"Authorization": f"Bearer {token}"}, f"{stack.urls['procedures']}/v1/review-rounds"
    rounds = httpx.get(url, headers=headers, timeout=30).raise_for_status().json()["items"]
    (review_round,) = [candidate for candidate in rounds if candidate["name"] == dataset.review_round()["name"]]
    params: dict[str, str | int] = {"group_by": "agency", "limit": 500}
    response = httpx.get(f"{url}/{review_round['id']}/results", params=params, headers=headers, timeout=30)
    results: dict[str, Any] = response.raise_for_status().json()
    return results


def play_and_verify(stack: Stack) -> None:
    report("demo scenario: a Decision repeals a procedure")
    asyncio.run(play_scenario(stack))
    if number_of_dossiers():
        report("demo scenario: three dossiers from filing to their end")
        asyncio.run(walk_dossiers(stack))
    wait_until_caught_up(stack)
    report("verifying all streams")
    for service in SERVICES:
        result = stack.run(service, "verify")
        console.print("\n".join(f"  {line}" for line in result.stdout.splitlines()), markup=False)
        if result.returncode:
            raise CannotRun(f"{service} does not verify: {(result.stdout + result.stderr).strip()[-400:]}")


def serve_until_stopped(stack: Stack) -> None:
    for line in summary(stack, example_residents(stack)):
        console.print(line, soft_wrap=True, markup=False)
    write_environments(stack)
    console.print("\nCtrl-C stops all processes; the data is kept.")
    restarts = Restarts(stack, report)
    while True:
        restarts.look()
        time.sleep(0.5)


def report(line: str) -> None:
    console.print(f"[bold]·[/bold] {line}", soft_wrap=True)
