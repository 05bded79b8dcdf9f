"""The table of states in `docs/dossiers.md` is generated from the one that decides.

CONGBO_WRITE_DOCS=1 pytest tests/contract/online_services/dossiers/test_dossiers_page.py    rewrites it
"""

import os
from pathlib import Path

from online_services.dossiers.domain.states import NAMES, STATES, Stage
from online_services.dossiers.domain.transitions import TRANSITIONS, ClockEffect, Transition
from online_services.dossiers.events import EVENTS

PAGE = Path(__file__).parents[4] / "docs" / "dossiers.md"
BEGIN = "<!-- The tables from here on are generated from dossiers/domain/transitions.py by `make docs`. -->\n"
END = "<!-- Here they end. -->\n"
CLOCK = {
    ClockEffect.NONE: "",
    ClockEffect.BEGINS: "begins",
    ClockEffect.STOPS: "stops",
    ClockEffect.GOES_ON: "goes on",
    ClockEffect.NEW_APPOINTMENT: "new appointment",
    ClockEffect.ENDS: "ends",
}
ORIGINS = {Stage.SUPPLEMENT_BEFORE_RECEPTION: "5 from 1", Stage.SUPPLEMENT: "5 from 2, 4"}


def tables() -> str:
    states = "".join(f"| {int(state)} | {name} |\n" for state, name in NAMES.items())
    rows = "".join(map(row_of, TRANSITIONS))
    return (
        f"\n| state | name |\n|---|---|\n{states}\n"
        "| from | act | by | to | reason | clock | condition | ground | event |\n"
        f"|---|---|---|---|---|---|---|---|---|\n{rows}\n"
    )


def row_of(row: Transition) -> str:
    before = ", ".join("–" if stage is None else number_of(stage) for stage in row.stages)
    cells = [
        before,
        f"`{row.action}`",
        ", ".join(role.replace("_", " ") for role in row.roles),
        "same" if row.to is None else str(int(STATES[row.to])),
        "yes" if row.reason else "",
        CLOCK[row.clock],
        row.condition,
        "the law" if row.from_law else "own",
        f"`dossier.{row.event}.v1`" if row.event in EVENTS else "",
    ]
    return f"| {' | '.join(cells)} |\n"


def number_of(stage: Stage) -> str:
    return ORIGINS.get(stage, str(int(STATES[stage])))


def test_the_page_has_the_tables() -> None:
    text = PAGE.read_text("utf-8")
    head, rest = text.split(BEGIN)
    _, tail = rest.split(END)
    expected = head + BEGIN + tables() + END + tail
    if os.environ.get("CONGBO_WRITE_DOCS"):
        PAGE.write_text(expected, "utf-8")
    assert PAGE.read_text("utf-8") == expected, "make docs"


def test_the_table_names_every_state() -> None:
    assert {int(state) for state in STATES.values()} == set(range(1, 11))
