"""What an error of PostgreSQL means for work that may be repeated."""

import inspect

import asyncpg
import pytest
from asyncpg import exceptions

from common.database.connections import failure_in, is_transient
from common.database.sqlstates import BY_SQLSTATE, NOT_WRITABLE, Failure, failure_of

DRIVER_STATES = {
    state
    for error in vars(exceptions).values()
    if inspect.isclass(error)
    and issubclass(error, asyncpg.PostgresError)
    and (state := getattr(error, "sqlstate", None))
}
TRANSIENT = {
    *("08000", "08001", "08003", "08004", "08006", "08007"),
    *("40001", "40003", "40P01"),
    *("53000", "53100", "53200", "53300"),
    "55P03",
    *("57000", "57P01", "57P02", "57P03", "57P05"),
    *("58000", "58030"),
    *("25006", "25P03", "25P04"),
}


def test_exactly_these_states_of_all_that_the_driver_knows_are_transient() -> None:
    assert {state for state in DRIVER_STATES if failure_of(state) is Failure.TRANSIENT} == TRANSIENT


@pytest.mark.parametrize(
    ("state", "failure"),
    [
        ("57014", Failure.UNCERTAIN),
        ("XX000", Failure.UNCERTAIN),
        ("XX001", Failure.CORRUPT),
        ("XX002", Failure.CORRUPT),
        ("57P04", Failure.CORRUPT),
        ("23505", Failure.REFUSED),
        ("22003", Failure.REFUSED),
        ("53400", Failure.REFUSED),
        ("08P01", Failure.REFUSED),
    ],
)
def test_every_other_state_has_its_own_meaning(state: str, failure: Failure) -> None:
    assert failure_of(state) is failure


def test_every_listed_state_is_one_that_the_driver_knows_and_has_a_reason() -> None:
    assert all(any(state.startswith(prefix) for state in DRIVER_STATES) for prefix in BY_SQLSTATE)
    assert all(reason for _, reason in BY_SQLSTATE.values())
    assert all(failure_of(state) is Failure.TRANSIENT for state in NOT_WRITABLE)


def test_an_error_of_the_server_is_found_below_the_errors_that_wrap_it() -> None:
    wrapped = RuntimeError("the handler failed")
    wrapped.__cause__ = asyncpg.DiskFullError("no space left on device")
    assert is_transient(wrapped)


def test_an_error_without_a_state_is_transient_only_where_the_connection_was_lost() -> None:
    assert is_transient(ConnectionResetError())
    assert failure_in(ValueError("not a number")) is Failure.REFUSED
