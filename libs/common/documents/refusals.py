"""Refusals of a file as a whole, before its rows are checked.

Refusal
└── UnknownFileFormat, UnsafeFile, FileTooManyRows
"""

from common.errors import Refusal


class UnknownFileFormat(Refusal):
    """The file has none of the documented formats."""

    status, type, title = 422, "unknown-file-format", "The file format is unknown"


class UnsafeFile(Refusal):
    """The file would unpack to far more than its size, or contains declarations that no table needs."""

    status, type, title = 422, "unsafe-file", "The file is not safe to read"


class FileTooManyRows(Refusal):
    """The file has more rows than are accepted at once."""

    status, type, title = 422, "file-too-many-rows", "The file has too many rows"

    def __init__(self, most: int) -> None:
        super().__init__(f"at most {most} rows are accepted", most=most)
