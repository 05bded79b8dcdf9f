"""Reads the tables of the dataset, which can be edited in a spreadsheet: UTF-8, columns separated by semicolons."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "data"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter=";"))


def day(text: str) -> date:
    return date.fromisoformat(text)
