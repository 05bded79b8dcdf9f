"""What is refused of a file as a whole, before any of its rows is judged.

Refusal
└── UnknownFileFormat, UnsafeFile, FileTooManyRows
"""

from common.errors import Refusal


class UnknownFileFormat(Refusal):
    """The file is in none of the documented shapes."""

    status, type, title = 422, "unknown-file-format", "The file has no known shape"


class UnsafeFile(Refusal):
    """The file would unpack to far more than it is, or carries declarations that no table needs."""

    status, type, title = 422, "unsafe-file", "The file is not safe to read"


class FileTooManyRows(Refusal):
    """The file has more rows than are taken at once."""

    status, type, title = 422, "file-too-many-rows", "The file has too many rows"

    def __init__(self, most: int) -> None:
        super().__init__(f"at most {most} rows are taken", most=most)
