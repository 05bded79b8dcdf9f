"""`make fuzz SECONDS=60`: requests that Schemathesis makes from the four OpenAPI documents, sent to the running
services. Exits with 1 after a response that is a fault of the service, or none in time, and prints `curl` for it."""

import argparse
import secrets
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from suite.databases import SERVICES
from suite.demo import load_and_compare, run_stack
from suite.stack import CannotRun, Stack
from tests.fuzz.fuzzed_stack import FuzzedStack
from tests.fuzz.known_values import known_values
from tests.fuzz.service_run import FuzzResult, fuzz_service
from tests.support.postgres import new_cluster
from tests.support.scratch_folders import scratch_folder


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="how long each service is sent requests, at least 10")
    parser.add_argument("--seed", type=int, help="the seed that an earlier run printed")
    parser.add_argument(
        "services", nargs="*", metavar="SERVICE", help=f"of {', '.join(SERVICES)}; all if none is named"
    )
    options = parser.parse_args(arguments)
    if unknown := set(options.services) - set(SERVICES):
        parser.error(f"there is no service {', '.join(sorted(unknown))}")
    if options.seconds < 10:
        parser.error("less than 10 seconds reach too few operations")
    seed = secrets.randbelow(2**31) if options.seed is None else options.seed

    def job(stack: Stack) -> None:
        load_and_compare(stack)
        fuzz(stack, options.services or SERVICES, options.seconds, seed)

    with scratch_folder() as folder:
        new_cluster(folder / "postgresql")
        return run_stack(FuzzedStack(folder, split=True), job)


def fuzz(stack: Stack, services: Sequence[str], seconds: int, seed: int) -> None:
    """Raises `CannotRun` after a finding, and where one of the processes has ended."""
    known = known_values(stack)
    print(f"seed {seed}; repeat with `make fuzz SECONDS={seconds} SEED={seed}`", flush=True)
    with ThreadPoolExecutor(len(services)) as threads:
        results = list(threads.map(lambda service: fuzz_service(stack, service, known, seconds, seed), services))
    for result in results:
        report(result)
    stack.check_processes()
    if failed := [result.service for result in results if result.failed]:
        raise CannotRun(f"findings in {', '.join(failed)}; repeat with `make fuzz SECONDS={seconds} SEED={seed}`")
    print(f"{sum(result.cases for result in results)} cases in all, no finding")


def report(result: FuzzResult) -> None:
    for run in result.runs:
        if run.failed:
            print(run.output)
    by_caller = ", ".join(f"{run.cases} {run.caller}" for run in result.runs)
    print(f"  {result.service:18} {result.cases:6} cases: {by_caller}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
