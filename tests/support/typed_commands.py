"""Commands typed in this process, and every wrong way to type them, derived from their parsers."""

import argparse
import contextlib
import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock
from uuid import UUID

from common.operations import work_of
from common.operations.arguments import existing_file, new_file, not_empty
from common.operations.command_line import commands_of
from suite.databases import SERVICES
from tests.support.operator import CommandResult
from tests.support.postgres import service_of

LONG_RUNNING = {"api", "relay", "consume", "all"} | {part for name in SERVICES for part in service_of(name).parts}
"""Commands that wait for their database instead of ending."""
NO_VALUE = "no such value"
UNTYPED: set[Any] = {None, str, Path, new_file}
"""Types of arguments that take any text."""
MORE: dict[str, dict[str, tuple[str, ...]]] = {
    "restore": {"drill": ("--drill",)},
    "reconcile": {"period": ("--period", "2026-Q3")},
}
"""Arguments without which a command is refused, although no parser requires them in this form."""
WRONG: dict[Any, str] = {not_empty: " "}
"""A wrong value of a type, where it is another one."""


@contextlib.contextmanager
def captured(**settings: str) -> Iterator[tuple[io.StringIO, io.StringIO]]:
    """Standard output and error, with these settings as the whole environment."""
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.dict(os.environ, settings, clear=True),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        yield out, err


async def type_command(service: str, *arguments: str, **settings: str) -> CommandResult:
    with captured(**settings) as (out, err):
        try:
            code = await work_of(service_of(service), arguments)
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
    return CommandResult(code, out.getvalue(), err.getvalue())


@dataclass(frozen=True)
class TypedCommand:
    """A right way to type a command, with its parser: `words` are its name and acts, `values` its arguments."""

    words: tuple[str, ...]
    parser: argparse.ArgumentParser
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def typed(self) -> list[str]:
        return [*self.words, *(word for words in self.values.values() for word in words)]

    @property
    def actions(self) -> list[argparse.Action]:
        return [action for action in self.parser._actions if action.dest != "help"]

    @property
    def files(self) -> list[argparse.Action]:
        return [action for action in self.actions if action.type in (existing_file, new_file, Path)]

    def without(self, dest: str) -> list[str]:
        kept = {name: words for name, words in self.values.items() if name != dest}
        return TypedCommand(self.words, self.parser, kept).typed

    def having(self, action: argparse.Action, value: str) -> list[str]:
        words = option_words(action, value)
        return TypedCommand(self.words, self.parser, {**self.values, action.dest: words}).typed

    def wrong_arguments(self) -> Iterator[list[str]]:
        """Ways to type the command that its parser must refuse."""
        yield [*self.typed, "--no-such-option"]
        yield [*self.typed, "one", "too", "many"]
        for action in self.actions:
            if action.required:
                yield self.without(action.dest)
            if action.type not in UNTYPED or action.choices:
                yield self.having(action, WRONG.get(action.type, NO_VALUE))

    def __str__(self) -> str:
        return " ".join(self.words)


def typed_commands(service: str, folder: Path) -> Iterator[TypedCommand]:
    """Every command of a service, and every act of it, as it is typed rightly."""
    definition = service_of(service)
    for name, load in commands_of(definition).items():
        yield from acts_of((name,), load().parser(definition, name), folder)


def acts_of(words: tuple[str, ...], parser: argparse.ArgumentParser, folder: Path) -> Iterator[TypedCommand]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for act, its_parser in action.choices.items():
                yield from acts_of((*words, act), its_parser, folder)
            return
    values = {
        action.dest: option_words(action, right_value(action, folder)) for action in parser._actions if action.required
    }
    yield TypedCommand(words, parser, values | MORE.get(words[0], {}))


def option_words(action: argparse.Action, value: str) -> tuple[str, ...]:
    return (action.option_strings[0], value) if action.option_strings else (value,)


def right_value(action: argparse.Action, folder: Path) -> str:
    if action.choices:
        return str(next(iter(action.choices)))
    values: dict[Any, Callable[[], str]] = {
        existing_file: lambda: str(text_file(folder)),
        new_file: lambda: str(folder / "new"),
        date.fromisoformat: lambda: "2026-01-15",
        int: lambda: "2026",
        UUID: lambda: "01990000-0000-7000-8000-000000000000",
    }
    return values.get(action.type, lambda: "text")()


def text_file(folder: Path) -> Path:
    file = folder / "text"
    file.write_text("no such format\n")
    return file


def wrong_files(folder: Path) -> dict[str, str]:
    """Paths that no command can use, by what is wrong with them. The last can be opened and not read, even by root."""
    binary = folder / "binary"
    binary.write_bytes(bytes(range(256)) * 40)
    (folder / "empty").touch()
    return {
        "absent": str(folder / "absent" / "file"),
        "a folder": str(folder),
        "below a file": str(binary / "file"),
        "binary": str(binary),
        "empty": str(folder / "empty"),
        "unreadable": "/proc/self/mem",
    }
