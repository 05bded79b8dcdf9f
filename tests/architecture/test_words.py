"""Identifiers, file names and test names are words of the field. The table says what is written in place of what is
forbidden."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("libs", "services", "tests", "deploy")

INSTEAD = {
    ("asked", "asks", "wanted"): "request, filter, options, params",
    ("answer", "answers", "answered"): "response, result",
    ("told", "tell", "tells"): "emitted, payload, message",
    ("said", "say", "says"): "stated, reported, text, attributes",
    ("heard", "hear", "hears"): "projection, subscription, received",
    ("standing", "stands"): "StreamPosition, state, in force",
    ("reached",): "position, result",
    ("door", "doors"): "endpoint, ApiDefinition",
    ("hot", "recalled", "gathered"): "cached, batch",
    ("town", "towns", "room", "rooms", "office", "offices"): "stack, service harness",
    ("road", "hand", "hands"): "approval workflow, actor, separation of duties",
    ("mend", "mends", "mended"): "normalise, correct, gap fill",
    ("lived", "deed", "deeds"): "replay, applied item",
    ("book", "story"): "demo dataset, demo scenario",
    ("he", "his"): "the role, the noun",
}
ALONE = {"it", "one", "those", "what", "Outcome"}
"""Words that may be a part of a name, and say nothing as all of it: the noun is written instead."""
FORBIDDEN = {word: instead for words, instead in INSTEAD.items() for word in words}

PUBLIC = {
    "LookupAnswered": "an event type",
    "answered_at": "a member of responses and of the look-up that they show",
    "household_book": "a field of the population database: sổ hộ khẩu",
    "HOUSEHOLD_BOOK": "the same",
    "HOUSEHOLD_BOOK_ABOLISHED_ON": "the same",
    "PositionNotReached": "a problem type",
}
"""Names that outsiders know, or that are words of the law."""

LAYERS = {
    "__init__",
    "access",
    "events",
    "examples",
    "projection",
    "reactions",
    "refusals",
    "repository",
    "requests",
    "responses",
    "routes",
    "rows",
}
"""File names that every feature may have."""


SCHEMAS_OF_A_SERVICE = "_schemas.py"
"""The files of the client that hold the schemas of one service each; those that are the same are in one of them."""


def words(name: str) -> list[str]:
    """The words of an identifier, in small letters: `LookupAnswered` and `lookup_answered` have the same."""
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+", name)]


def declared(source: str) -> Iterator[str]:
    """Every name that the source declares itself; what it uses of other libraries is theirs to name."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.arg(arg=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.Attribute(attr=name, ctx=ast.Store()):
                yield name
            case ast.alias(asname=str(name)):
                yield name


def offences(source: str, file: str) -> Counter[str]:
    names = [*declared(source), Path(file).stem]
    return Counter(
        name for name in names if name not in PUBLIC and (name in ALONE or FORBIDDEN.keys() & set(words(name)))
    )


@cache
def found() -> dict[str, Counter[str]]:
    """The forbidden names of each file that has any."""
    result: dict[str, Counter[str]] = {}
    for folder in FOLDERS:
        for file in sorted((ROOT / folder).rglob("*.py")):
            name = file.relative_to(ROOT).as_posix()
            if more := offences(file.read_text(), name):
                result[name] = more
    return result


def classes_and_files(root: Path) -> tuple[Counter[str], Counter[str]]:
    """How many classes, and how many files beside those of the layers, have each name within one service or library."""
    own = (file for file in sorted(root.rglob("*.py")) if not file.name.endswith(SCHEMAS_OF_A_SERVICE))
    files = [file for file in own if "migrations" not in file.parts]
    trees = [ast.parse(file.read_text()) for file in files]
    classes = Counter(node.name for tree in trees for node in tree.body if isinstance(node, ast.ClassDef))
    return classes, Counter(file.stem for file in files if file.stem not in LAYERS)


def test_no_identifier_file_or_test_is_named_by_a_forbidden_word() -> None:
    assert not (wrong := found()), f"{wrong}; write instead: {INSTEAD}"


@pytest.mark.parametrize(
    "source",
    [
        "def tell(): ...",
        "class SaidTerm: ...",
        "def f(asked): ...",
        "for those in []: ...",
        "self.standing = 1",
        "import x as book",
        "with x as door: ...",
        "async def test_an_answer_is_kept(): ...",
    ],
)
def test_a_forbidden_word_is_found_wherever_a_name_is_declared(source: str) -> None:
    assert offences(source, "libs/common/clock.py").total() == 1


@pytest.mark.parametrize(
    "source",
    [
        "x.answer()",
        "from x import told",
        "class LookupAnswered: ...",
        "hotel = 1",
        "def back_entered(): ...",
        "print('said')",
    ],
)
def test_what_others_named_public_names_and_longer_words_are_left_alone(source: str) -> None:
    assert not offences(source, "libs/common/clock.py")


def test_a_file_is_named_by_the_same_words() -> None:
    assert offences("", "services/procedures/law/told.py") == Counter(["told"])


@pytest.mark.parametrize(
    "root",
    [folder for place in ("libs", "services") for folder in sorted((ROOT / place).iterdir())],
    ids=lambda f: f.name,
)
def test_no_two_classes_and_no_two_files_of_a_service_have_one_name(root: Path) -> None:
    classes, files = classes_and_files(root)
    assert classes, "there are classes to look at"
    assert [name for name, count in (classes + files).items() if max(classes[name], files[name]) > 1] == []


def test_a_second_class_or_file_of_a_name_is_seen(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
        for file in ("routes", "lines"):
            (tmp_path / folder / f"{file}.py").write_text("class Line: ...")
    classes, files = classes_and_files(tmp_path)
    assert (classes["Line"], files["lines"], files["routes"]) == (4, 2, 0)
