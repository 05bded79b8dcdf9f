"""The figures of a run as a table: for people at a terminal, or as Markdown for a page."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from tests.benchmarks.ratio_rounds import Figure
from tests.benchmarks.runs import Results

HEADINGS = ("job", "limit", "unit", "ours", "limit's", "ratio", "goal", "", "CPU us", "limit's CPU us")
NUMBERS = {"ours", "limit's", "ratio", "CPU us", "limit's CPU us"}


def show(results: Results, *, tiny: bool) -> None:
    title = (
        "Every bench runs; at this size the ratios mean nothing" if tiny else "Ratios against limits in the same run"
    )
    table = Table(title=title, title_justify="left")
    for heading in HEADINGS:
        table.add_column(heading, justify="right" if heading in NUMBERS else "left")
    for figure in results.figures:
        table.add_row(*cells(figure, tiny=tiny))
    Console(width=180).print(table)
    for label, reasons in (("NOT MEASURED", results.not_measured), ("FAILED", results.failed)):
        for name, reason in reasons.items():
            print(f"{label} {name}: {reason}")


def cells(figure: Figure, *, tiny: bool) -> tuple[str, ...]:
    outcome = "" if tiny else "reached" if figure.met else "missed"
    values = (f"{figure.ours:,.4g}", f"{figure.limit:,.4g}", f"{figure.ratio:.2f}x")
    cpu = tuple("" if spent is None else f"{spent:,.4g}" for spent in (figure.cpu, figure.limit_cpu))
    return (figure.job, figure.limit_name, figure.unit, *values, figure.goal, outcome, *cpu)


def as_markdown(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Rows begin with the name of their bench."""
    headings = ("bench", *HEADINGS)
    rule = tuple("--:" if heading in NUMBERS else "---" for heading in headings)
    return [f"| {' | '.join(row)} |" for row in (headings, rule, *rows)]
