"""Runs benches one after the other: a bench that fails does not stop the others, and is named at the end."""

import asyncio
import time
import traceback
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace

from tests.benchmarks.environment import Environment, NotMeasured
from tests.benchmarks.ratio_rounds import Figure

Bench = Callable[[Environment], Awaitable[list[Figure]]]

MOST_SECONDS, MOST_SECONDS_TINY = 1_800, 120
"""A bench that hangs fails, so that the others are measured."""


@dataclass
class Results:
    """`failed` and `not_measured` hold the reason by the name of the bench."""

    figures: list[Figure] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    not_measured: dict[str, str] = field(default_factory=dict)

    def exit_code(self, *, everything: bool) -> int:
        """With `everything`, a bench that the machine cannot measure is a failure too."""
        return 1 if self.failed or (everything and self.not_measured) else 0


async def run_all(benches: Mapping[str, Bench], environment: Environment) -> Results:
    results = Results()
    for name, bench in benches.items():
        folder, began = environment.folder / name, time.monotonic()
        print(f"measuring {name}", flush=True)
        await asyncio.to_thread(folder.mkdir)
        try:
            async with asyncio.timeout(MOST_SECONDS_TINY if environment.tiny else MOST_SECONDS):
                figures = await bench(replace(environment, folder=folder))
            results.figures += [replace(figure, bench=name) for figure in figures]
        except NotMeasured as reason:
            results.not_measured[name] = str(reason)
        except Exception as error:
            traceback.print_exc()
            results.failed[name] = repr(error)
        print(f"  took {time.monotonic() - began:.0f} s", flush=True)
    return results
