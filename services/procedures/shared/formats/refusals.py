"""What is refused of a file as a whole, before any of its rows is judged.

Refusal
└── FileShapeUnknown, FileUnsafe, FileTooManyRows
"""

from common.errors import Refusal


class FileShapeUnknown(Refusal):
    """The file is in none of the documented shapes."""

    status, type, title = 422, "file-shape-unknown", "The file has no known shape"


class FileUnsafe(Refusal):
    """The file would unpack to far more than it is, or carries declarations that no table needs."""

    status, type, title = 422, "file-unsafe", "The file is not safe to read"


class FileTooManyRows(Refusal):
    """The file has more rows than are taken at once."""

    status, type, title = 422, "file-too-many-rows", "The file has too many rows"

    def __init__(self, most: int) -> None:
        super().__init__(f"at most {most} rows are taken", most=most)
