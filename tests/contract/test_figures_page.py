"""The tables in `docs/figures.md` are generated from the catalogue and from the table of the brief's figures.

CONGBO_WRITE_DOCS=1 pytest tests/contract/test_figures_page.py    rewrites it
"""

import os
from pathlib import Path

from reporting.figures.domain.catalogue import CATALOGUE
from reporting.figures.domain.figure_definitions import ENTERED_PREFIX, FigureDefinition, Origin
from reporting.figures.domain.record_figures import RECORD_FIGURES
from reporting.figures.queries.figure_rows import ROWS
from suite.dataset.brief_figures import BriefFigure, brief_figures

PAGE = Path(__file__).parents[2] / "docs" / "figures.md"
BEGIN, END = "<!-- figures: written by `make docs` -->\n", "<!-- end -->"
BEGIN_BRIEF, END_BRIEF = "<!-- brief: written by `make docs` -->\n", "<!-- end of brief -->"
HEAD_OF_BRIEF = "| figure | brief | period | key | where it comes from |\n|---|---:|---|---|---|\n"
RECORD_KEYS = {figure.key for figure in RECORD_FIGURES} | {
    "district_groups_share",
    "commune_groups_share",
    "village_groups_share",
}
WHERE = {
    "review": "[round of review](simplification.md) of `procedures`",
    "look-up": "the API of `population_lookup`",
    "target": "target of an indicator",
}
HEAD = "| key | name | unit | counts | split by | better | ground |\n|---|---|---|---|---|---|---|\n"


def line_of(definition: FigureDefinition) -> str:
    cells = (
        f"`{definition.key}`",
        f"{definition.wording.name_en} ({definition.wording.name_vi})",
        definition.unit.en,
        definition.wording.definition_en,
        ", ".join(definition.dimensions) or "–",
        definition.better or "–",
        definition.ground,
    )
    return f"| {' | '.join(cells)} |\n"


def place_of(figure: BriefFigure) -> str:
    """Where the number comes from."""
    family = figure.key.partition(":")[0]
    if family in WHERE:
        return WHERE[family]
    if figure.key.startswith(ENTERED_PREFIX):
        return "entered and approved"
    kind = "records" if figure.key in RECORD_KEYS else "events"
    return f"counted from {kind}" if CATALOGUE[figure.key].origin is Origin.COUNTED else f"{kind} of an entered number"


def line_of_brief(figure: BriefFigure) -> str:
    group = f" of `{figure.by}` `{figure.group}`" if figure.by else ""
    return f"| {figure.name} | {figure.number:,} | {figure.period} | `{figure.key}`{group} | {place_of(figure)} |\n"


def with_table(page: str, begin: str, end: str, table: str) -> str:
    before, _, rest = page.partition(begin)
    return before + begin + table + end + rest.partition(end)[2]


def test_the_page_lists_every_figure_of_the_catalogue_and_of_the_brief() -> None:
    table = HEAD + "".join(line_of(definition) for definition in CATALOGUE.values())
    brief = HEAD_OF_BRIEF + "".join(line_of_brief(figure) for figure in brief_figures())
    written = with_table(with_table(PAGE.read_text(), BEGIN, END, table), BEGIN_BRIEF, END_BRIEF, brief)
    if os.environ.get("CONGBO_WRITE_DOCS") == "1":
        PAGE.write_text(written)
    assert PAGE.read_text() == written, "run `make docs`"


def test_every_figure_has_rows_or_is_a_share_of_figures_that_have() -> None:
    for definition in CATALOGUE.values():
        share = definition.share
        keys = [definition.key] if share is None else [*share.numerator, *share.denominator]
        assert ROWS.keys() >= {key for key in keys if not key.startswith(ENTERED_PREFIX)}, definition.key
        assert definition.is_share == (share is not None)
    assert ROWS.keys() <= CATALOGUE.keys()
