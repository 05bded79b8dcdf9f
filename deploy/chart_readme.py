"""`make chart-readme`: writes the table of the chart's values into its README. Each comment in values.yaml describes
the value on the line below it."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

CHART = Path(__file__).parent / "k8s"
BEGIN, END = "<!-- values -->\n", "<!-- end of values -->\n"
LINE = re.compile(r"( *)([A-Za-z]+):(?: &\w+)?(?: (.*))?$")


def rows(values: str) -> Iterator[tuple[str, str, str]]:
    """Yields path, default and meaning of each value with a comment above it."""
    path: list[str] = []
    meaning: list[str] = []
    for line in values.splitlines():
        if line.strip().startswith("#"):
            meaning.append(line.strip().lstrip("# "))
        elif match := LINE.match(line):
            indent, name, value = match.groups()
            path = [*path[: len(indent) // 2], name]
            if meaning:
                yield ".".join(path), (value or "").split("   #")[0], " ".join(meaning)
            meaning = []
        else:
            meaning = []


def table(values: str) -> str:
    lines = [f"| `{path}` | {f'`{value}`' if value else ''} | {meaning} |" for path, value, meaning in rows(values)]
    return "\n".join(["| value | default | meaning |", "|---|---|---|", *lines]).replace("*resources", "…") + "\n"


def page() -> str:
    """Returns the README with the current table."""
    before, _, rest = (CHART / "README.md").read_text().partition(BEGIN)
    return before + BEGIN + table((CHART / "values.yaml").read_text()) + END + rest.partition(END)[2]


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        (CHART / "README.md").write_text(page())
    elif (CHART / "README.md").read_text() != page():
        sys.exit("deploy/k8s/README.md is stale; run `make chart-readme`")
