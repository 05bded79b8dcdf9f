"""A run of all benches: a failure is reported, and does not affect the other benches."""

import asyncio
from pathlib import Path

import pytest

from tests.benchmarks import runs
from tests.benchmarks.__main__ import BENCHES
from tests.benchmarks.environment import Environment, NotMeasured
from tests.benchmarks.performance_page import lines
from tests.benchmarks.ratio_rounds import Figure, Measurement, at_least, at_most, single_figure
from tests.benchmarks.reports import show
from tests.benchmarks.runs import Results, run_all
from tests.support.postgres import Postgres

HALF = Figure("job", "limit", "pieces/s", 1, 2, 0.5, ">= 1x", False)


async def measures(_: Environment) -> list[Figure]:
    return [HALF]


async def breaks(_: Environment) -> list[Figure]:
    raise KeyError("renamed")


async def lacks(_: Environment) -> list[Figure]:
    raise NotMeasured("there is no Apache Kafka")


async def hangs(_: Environment) -> list[Figure]:
    await asyncio.Event().wait()
    return []


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    return Environment(Postgres("postgresql://nobody@127.0.0.1/none"), tmp_path, tiny=True)


async def test_a_bench_that_fails_is_named_and_the_next_one_is_measured(environment: Environment) -> None:
    results = await run_all({"broken": breaks, "sound": measures}, environment)
    assert results == Results([HALF], failed={"broken": "KeyError('renamed')"})
    assert results.exit_code(everything=False) == 1


async def test_a_bench_that_hangs_fails_and_the_next_one_is_measured(
    environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "MOST_SECONDS_TINY", 0.05)
    results = await run_all({"hanging": hangs, "sound": measures}, environment)
    assert (results.figures, list(results.failed)) == ([HALF], ["hanging"])


async def test_a_bench_that_the_machine_cannot_measure_fails_only_if_everything_must_be_measured(
    environment: Environment,
) -> None:
    results = await run_all({"lacking": lacks, "sound": measures}, environment)
    assert results == Results([HALF], not_measured={"lacking": "there is no Apache Kafka"})
    assert [results.exit_code(everything=everything) for everything in (False, True)] == [0, 1]


async def test_a_missed_goal_is_shown_and_is_no_failure(
    environment: Environment, capsys: pytest.CaptureFixture[str]
) -> None:
    results = await run_all({"slow": measures}, environment)
    show(results, tiny=False)
    assert "missed" in capsys.readouterr().out
    assert "| slow | job | limit | pieces/s | 1 | 2 | 0.50x | >= 1x | missed |  |  |" in "\n".join(
        lines(results, "make bench")
    )
    assert results.exit_code(everything=True) == 0


def test_failures_are_printed_below_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    show(Results([HALF], failed={"publish": "KeyError('renamed')"}), tiny=True)
    assert capsys.readouterr().out.splitlines()[-1] == "FAILED publish: KeyError('renamed')"


def test_the_ratio_is_the_median_of_the_rounds_and_cpu_time_their_mean() -> None:
    rounds = [
        (Measurement(10, seconds, cpu), Measurement(10, 1.0, 0.0))
        for seconds, cpu in ((1.0, 0.0), (2.0, 0.01), (10.0, 0.05))
    ]
    rate = at_least("job", "limit", "pieces", rounds, 0.4)
    assert (rate.ours, rate.limit, rate.ratio, rate.met) == (5.0, 10.0, 0.5, True)
    assert (rate.cpu, rate.limit_cpu) == (pytest.approx(2_000), 0.0)
    time = at_most("job", "limit", "ms", rounds, 1.5)
    assert (time.ours, time.limit, time.ratio, time.met) == (200.0, 100.0, 2.0, False)


def test_cpu_time_that_was_not_read_is_not_taken_for_zero() -> None:
    assert at_most("job", "limit", "s", [(Measurement(1, 1.0), Measurement(1, 1.0, 0.5))], 1).cpu is None
    assert single_figure("job", "goal", "s", 1, 2, 1).cpu is None


def test_every_bench_is_measured() -> None:
    folder = Path(runs.__file__).parent
    benches = {
        file.stem for file in folder.glob("*.py") if "\nasync def run(environment: Environment)" in file.read_text()
    }
    assert benches == {bench.__module__.rpartition(".")[2] for bench in BENCHES.values()}
    assert benches


def test_ci_runs_every_bench_at_a_tiny_size() -> None:
    assert "\nmake bench TINY=1\n" in (Path(__file__).parents[3] / ".ci/run").read_text()
