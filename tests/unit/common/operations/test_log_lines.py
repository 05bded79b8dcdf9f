"""The log keeps the message of a PostgreSQL error, but not its DETAIL."""

import pytest

from common.logging import remove_error_details

TRACEBACK = """Traceback (most recent call last):
  File "connection.py", line 1, in execute
asyncpg.exceptions.CheckViolationError: new row for relation "access_log" violates check constraint "broken"
DETAIL:  Failing row contains (1, 008190123456, Đặng
Thị Mẩy).

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "cursor.py", line 2, in wrap
sqlalchemy.exc.IntegrityError: (IntegrityError) <class 'asyncpg.CheckViolationError'>: new row violates "broken"
DETAIL:  Failing row contains (1, 008190123456, Đặng
Thị Mẩy).
[SQL: INSERT INTO access_log VALUES ($1)]
(Background on this error at: https://sqlalche.me/e/21/gkpj)"""


@pytest.mark.parametrize(
    ("member", "text", "kept"),
    [
        (
            "exception",
            TRACEBACK,
            ("CheckViolationError", "direct cause of the following", "[SQL: INSERT", "Background"),
        ),
        ("cause", repr(ValueError(TRACEBACK)), ("ValueError", "CheckViolationError", "[SQL: INSERT", "Background")),
        (
            "cause",
            "IntegrityError: no\nDETAIL:  Key (personal_id)=(008190123456) exists, Mẩy.",
            ("IntegrityError: no",),
        ),
        (
            "cause",
            "UniqueViolation: no\nDETAIL:  Key is 008190123456 Mẩy\nHINT:  Try another.",
            ("UniqueViolation: no", "HINT:  Try"),
        ),
    ],
    ids=["a traceback", "an error's repr", "at the end", "with a hint"],
)
def test_the_row_that_postgresql_refused_is_removed_and_the_rest_is_kept(
    member: str, text: str, kept: tuple[str, ...]
) -> None:
    logged = remove_error_details(None, "", {"event": "x", member: text})[member]
    assert "008190123456" in text
    for secret in ("008190123456", "Mẩy", "DETAIL"):
        assert secret not in logged
    for part in kept:
        assert part in logged


def test_text_that_is_no_error_of_postgresql_is_kept() -> None:
    line = {"event": "DETAIL: x", "exception": "Traceback\nValueError: no DETAIL: in here", "cause": 7}
    assert remove_error_details(None, "", dict(line)) == line
