"""`make demo`: the main job from nothing, on fresh data; `make up`: the same, and it stays up."""

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
from suite.actors import accounts
from suite.catch_up import wait_until_settled
from suite.console_output import bar, compared, console, reviewed
from suite.databases import SERVICES
from suite.dataset_loader import load_dataset, record_registers
from suite.demo_scenario import play_scenario
from suite.folders_and_ports import home
from suite.stack import CannotRun, Stack
from suite.supervised_process import StillRuns

CURLS = (
    "curl -s '{procedures}/v1/procedures?limit=3'",
    "curl -s '{reporting}/v1/reports/annual?year=2023' -H 'Authorization: Bearer {token}'",
    "curl -s '{online_services}/v1/online-services?level=full&limit=3'",
)
SCOPES = (
    "catalogue.write",
    "roles.write",
    "online_services.register",
    "online_services.review",
    "population.lookup",
    "reports.read",
    "events.read",
    "reviews.manage",
    "reviews.propose",
    "reviews.read",
)

ASKING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
FAILURES = (CannotRun, StillRuns, kafka.KafkaCannotStart, postgres.PostgresCannotStart, httpx.HTTPError, OSError)
"""What can go wrong on a machine, each with a message that says it."""


class Stopped(KeyboardInterrupt):
    """Somebody asked us to stop. An interrupt, since an event loop swallows any other exception that comes up inside a
    callback."""


@contextmanager
def stopping_on_signals() -> Iterator[None]:
    """The first signal becomes an exception, so that what was started is stopped in order; later ones cannot disturb
    that."""

    def stop(number: int, _: FrameType | None) -> None:
        ignore_signals()
        raise Stopped(signal.Signals(number))

    former = {number: signal.signal(number, stop) for number in ASKING}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def ignore_signals() -> None:
    for number in ASKING:
        signal.signal(number, signal.SIG_IGN)


def demo(bus: str) -> int:
    folder = home() / "demo" / secrets.token_hex(4)

    def job(stack: Stack) -> None:
        run_through(stack)
        scenario_and_proof(stack)

    try:
        return ran(Stack(folder, bus, report), job)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def up(bus: str) -> int:
    folder = home() / f"up-{bus}"

    def job(stack: Stack) -> None:
        run_through(stack, once=folder / "loaded")
        stay(stack)

    return ran(Stack(folder, bus, report), job)


def ran(stack: Stack, job: Callable[[Stack], None]) -> int:
    """0, or 1 with the reason in one sentence; whatever happens, nothing of ours is left running."""
    with stopping_on_signals():
        try:
            started(stack)
            job(stack)
        except Stopped as stopped:
            number: signal.Signals = stopped.args[0]
            report(f"stopping, as {number.name} asks")
            return 128 + number
        except FAILURES as failed:
            console.print(str(failed), style="red", markup=False)
            return 1
        finally:
            ignore_signals()
            stack.stop()
    return 0


def started(stack: Stack) -> None:
    began = time.monotonic()
    report(f"starting PostgreSQL, the issuer and {len(SERVICES)} services; events travel by {stack.bus}")
    stack.start()
    report(f"ready after {time.monotonic() - began:.1f} s")


def run_through(stack: Stack, once: Path | None = None) -> None:
    fresh = once is None or not once.exists()
    asyncio.run(record_registers(stack))
    if fresh:
        began = time.monotonic()
        steps = sum(1 for _ in dataset.steps())
        with bar("demo book", steps) as progress:
            asyncio.run(load_dataset(stack, progress))
        report(f"{steps} steps loaded in {time.monotonic() - began:.1f} s")
        if once is not None:
            once.touch()
    waited = wait_until_settled(stack)
    report(
        "all consumers have applied the last event: "
        + ", ".join(f"{name} after {seconds:.2f} s" for name, seconds in waited.items())
    )
    agree = [reviewed(of_review(stack))]
    agree += [compared(year, annual(stack, year), expected) for year, expected in dataset.EXPECTED.items()]
    if fresh and not all(agree):  # who has published Decisions of his own since counts them too
        raise CannotRun("the report does not agree with the brief")


def annual(stack: Stack, year: int) -> list[dict[str, Any]]:
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


def of_review(stack: Stack) -> dict[str, Any]:
    """The results of the book's round of review, by agency."""
    token = stack.token("reviews.read", subject="leader")
    headers, url = {"Authorization": f"Bearer {token}"}, f"{stack.urls['procedures']}/v1/review-rounds"
    rounds = httpx.get(url, headers=headers, timeout=30).raise_for_status().json()["items"]
    (of_book,) = [one for one in rounds if one["name"] == dataset.review_round()["name"]]
    asked: dict[str, str | int] = {"group_by": "agency", "limit": 500}
    results: dict[str, Any] = (
        httpx.get(f"{url}/{of_book['id']}/results", params=asked, headers=headers, timeout=30).raise_for_status().json()
    )
    return results


def scenario_and_proof(stack: Stack) -> None:
    report("a story")
    asyncio.run(play_scenario(stack))
    wait_until_settled(stack)
    report("verifying all streams")
    for service in SERVICES:
        found = stack.run(service, "verify")
        console.print("\n".join(f"  {line}" for line in found.stdout.splitlines()), markup=False)
        if found.returncode:
            raise CannotRun(f"{service} does not verify: {(found.stdout + found.stderr).strip()[-400:]}")


def stay(stack: Stack) -> None:
    token = stack.token(*SCOPES, subject="developer", name="Developer", agency=dataset.LANDMARK.agency_code)
    for service, url in stack.urls.items():
        console.print(f"  {service:18} {url}/docs")
    console.print(f"\na development token for all but Decisions:\n{token}", soft_wrap=True, markup=False)
    console.print("a Decision goes through several hands; each has a token of its own:", soft_wrap=True)
    issuer = stack.urls["issuer"]
    for account in accounts():
        console.print(
            f"  .venv/bin/python -m suite token --issuer {issuer} --as {account}", soft_wrap=True, markup=False
        )
    console.print("\ntry:")
    for curl in CURLS:
        console.print("  " + curl.format(**stack.urls, token=token), soft_wrap=True, markup=False)
    console.print("\nCtrl-C stops everything; the data stays.")
    while True:
        stack.check_processes()
        time.sleep(0.5)


def report(line: str) -> None:
    console.print(f"[bold]·[/bold] {line}")
