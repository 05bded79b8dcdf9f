"""The form of `docs/performance.md`: who measured what, with which command, and that benches print its rows. No figure
is tested."""

import ast
import re
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.benchmarks.__main__ import BENCHES, COMMITTING, main
from tests.benchmarks.performance_page import BEGIN, END, FACTS, NOT_YET, block_of, write_block
from tests.benchmarks.ratio_rounds import Figure
from tests.benchmarks.reports import HEADINGS
from tests.benchmarks.runs import Results

COMMAND = "make bench MARKDOWN=docs/performance.md"
PAGE = Path(__file__).parents[3] / "docs/performance.md"
MODULES = {f"tests.benchmarks.{file.stem}" for file in (PAGE.parents[1] / "tests/benchmarks").glob("*.py")}
FIGURE = Figure("look-up by code, fresh", "raw ASGI", "answers/s", 2, 4, 0.5, ">= 0.65x", False, 1.5, bench="look_up")


def facts_of(block: str) -> dict[str, str]:
    text = block.replace("\n  ", " ")
    return dict(re.findall(r"^- ([A-Z][a-z]+): (.+)$", text, re.MULTILINE))


def rows_of(block: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines() if line[:1] == "|"]


def jobs_of(bench: str) -> list[re.Pattern[str]]:
    """A pattern of each text in the module of a bench, and in the benchmark modules from which it imports, with
    anything in place of its expressions."""
    tree = tree_of(BENCHES[bench].__module__)
    imported = {node.module for node in tree.body if isinstance(node, ast.ImportFrom) and node.module} & MODULES
    nodes = [node for each in (tree, *map(tree_of, imported)) for node in ast.walk(each)]
    texts = [node.values if isinstance(node, ast.JoinedStr) else [node] for node in nodes]
    parts = [["".join(constant(part) or ".+" for part in text), "".join(map(constant, text))] for text in texts]
    return [re.compile(pattern) for pattern, fixed in parts if re.search(r"\w{2}", fixed)]


def tree_of(module: str) -> ast.Module:
    return ast.parse(Path(str(sys.modules[module].__file__)).read_text())


def constant(node: ast.AST) -> str:
    return re.escape(node.value) if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def check(block: str) -> None:
    facts, rows = facts_of(block), rows_of(block)
    assert tuple(facts) == FACTS
    assert re.fullmatch(r"`make bench MARKDOWN=docs/performance\.md.*`", facts["Command"])
    if facts["Date"] == NOT_YET:
        assert (facts["Machine"], facts["Versions"], rows) == (NOT_YET, NOT_YET, [])
        return
    assert date.fromisoformat(facts["Date"])
    assert re.fullmatch(r".+, \d+ cores, \d+ GiB of memory", facts["Machine"])
    assert re.match(r"Python \S+, PostgreSQL \S+, Apache Kafka \S+, fastapi \S+, ", facts["Versions"])
    assert rows[0] == ["bench", *HEADINGS]
    assert len(rows) > 2
    for bench, job, *_ in rows[2:]:
        assert bench in BENCHES
        own, _, fsync = job.partition(", fsync ")
        assert fsync == (
            ("on" if bench.endswith("_fsync") else "off") if bench.removesuffix("_fsync") in COMMITTING else ""
        )
        assert any(pattern.fullmatch(own) for pattern in jobs_of(bench)), f"{bench} prints no row {job}"


def test_the_page_has_a_table_with_its_circumstances_or_none_yet() -> None:
    check(block_of(PAGE.read_text()))


def test_a_run_replaces_the_block_and_nothing_else(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    for _ in range(2):
        write_block(page, Results([FIGURE], not_measured={"search": "no names"}), COMMAND)
        text = page.read_text()
        check(block_of(text))
        assert (text[: text.index(BEGIN)], text[text.index(END) :]) == ("before\n", f"{END}\nafter\n")
    assert "- Not measured here: `search`, since no names\n" in text


@pytest.mark.parametrize("row", ["| look_up | look-up by hand |", "| unknown | look-up by code, fresh |"])
def test_a_row_that_no_bench_prints_is_found(tmp_path: Path, row: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"{BEGIN}\n{END}\n")
    write_block(page, Results([FIGURE]), COMMAND)
    with pytest.raises(AssertionError):
        check(f"{block_of(page.read_text())}{row}\n")


@pytest.mark.parametrize(("options", "reason"), [(["--tiny"], "tiny"), ([], "no part between")])
def test_a_page_that_cannot_be_written_is_refused_before_the_run(
    tmp_path: Path, options: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing\n")
    with pytest.raises(SystemExit):
        main(["--markdown", str(page), *options])
    assert reason in capsys.readouterr().err
