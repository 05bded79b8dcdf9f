"""What an error says beside itself stays out of the log, and what it says stays in."""

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
sqlalchemy.exc.IntegrityError: (IntegrityError) <class 'asyncpg.exceptions.CheckViolationError'>: new row violates "broken"
DETAIL:  Failing row contains (1, 008190123456, Đặng
Thị Mẩy).
[SQL: INSERT INTO access_log VALUES ($1)]
(Background on this error at: https://sqlalche.me/e/21/gkpj)"""


@pytest.mark.parametrize(
    ("place", "said", "left"),
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
def test_the_row_that_postgresql_refused_is_left_out_and_all_else_stays(
    place: str, said: str, left: tuple[str, ...]
) -> None:
    shown = remove_error_details(None, "", {"event": "x", place: said})[place]
    assert "008190123456" in said
    for secret in ("008190123456", "Mẩy", "DETAIL"):
        assert secret not in shown
    for part in left:
        assert part in shown


def test_what_is_no_error_of_postgresql_is_left_as_it_is() -> None:
    said = {"event": "DETAIL: x", "exception": "Traceback\nValueError: no DETAIL: in here", "cause": 7}
    assert remove_error_details(None, "", dict(said)) == said
