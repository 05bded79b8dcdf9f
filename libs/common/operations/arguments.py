"""Arguments that several commands take."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path


def add_json(parser: ArgumentParser, help: str) -> None:
    parser.add_argument("--json", action="store_true", help=help)


def existing_file(text: str) -> Path:
    """A file that is there, is no folder, and can be read."""
    path = Path(text)
    if path.is_dir():
        raise ArgumentTypeError(f"{text} is a folder")
    if not path.is_file():
        raise ArgumentTypeError(f"there is no file {text}")
    try:
        with path.open("rb") as opened:
            opened.read(1)
    except OSError as error:
        raise ArgumentTypeError(f"{text} cannot be read: {error.strerror}") from error
    return path


def new_file(text: str) -> Path:
    """A file that is to be written: its folder is there, and it is none itself."""
    path = Path(text)
    if path.is_dir():
        raise ArgumentTypeError(f"{text} is a folder")
    if not path.parent.is_dir():
        raise ArgumentTypeError(f"there is no folder {path.parent}")
    return path


def not_empty(text: str) -> str:
    if not text.strip():
        raise ArgumentTypeError("it must not be empty")
    return text
