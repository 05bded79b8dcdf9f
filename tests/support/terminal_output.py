"""The annual report and the figures of the brief as the suite prints them on a terminal."""

from suite.dataset.brief_figures import brief_figures

FIGURES = {
    "Decisions": "97",
    "Agencies": "16",
    "Procedures published": "685",
    "New": "61",
    "Amended, supplemented or replaced": "521",
    "Repealed": "103",
    "Internal and inter-agency processes": "531",
    "Decisions on household-book papers": "9",
    "Decisions on essential services": "9",
    "Essential services": "53",
    "Online services at the end": "1,824",
    "of these full": "1,130",
    "of these partial": "694",
}
DECLARED = {
    "Decisions that declare procedures online": "8",
    "Agencies with declared procedures": "8",
    "Procedures declared fit for online": "274",
    "of these province": "249",
    "of these district": "16",
    "of these commune": "9",
}


def table_of(output: str, year: int) -> dict[str, tuple[str, str]]:
    """The figures of a year by name: as counted from events, and as the brief states. A name may continue on the next
    line."""
    rows: list[list[str]] = []
    for line in output.partition(f"Year {year}")[2].partition("└")[0].splitlines():
        cells = [cell.strip() for cell in line.strip("│").split("│")]
        if line.startswith("│") and cells[2]:
            rows.append(cells)
        elif line.startswith("│"):
            rows[-1][0] += f" {cells[0]}" if cells[0] else ""
    return {name: (counted, brief) for name, _, counted, brief in rows}


def assert_figures_match_brief(output: str) -> None:
    for year, expected in ((2023, FIGURES), (2024, DECLARED)):
        shown = table_of(output, year)
        assert {name: shown[name] for name in expected} == {name: (figure, figure) for name, figure in expected.items()}


def assert_brief_is_stated(output: str) -> None:
    """Each line has the number of the brief, the same of the product, how it came about, and its evidence."""
    lines = [
        [cell.strip() for cell in line.strip("│").split("│")]
        for line in output.partition("The brief")[2].partition("└")[0].splitlines()
        if line.startswith("│")
    ]
    numbered = [cells for cells in lines if cells[1]]
    assert [cells[1] for cells in numbered] == [f"{figure.number:,}" for figure in brief_figures()]
    for cells in numbered:
        assert cells[2].replace(".00", "") == cells[1]
        assert cells[3].startswith(("counted", "entered", "mixed", "target"))
        assert cells[4]
