"""A unit of work provides the repositories of its transaction."""

from typing import cast

from sqlalchemy.ext.asyncio import AsyncConnection

from common.clock import SystemClock
from common.service.unit_of_work import UnitOfWork


class Counters:
    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection


class Totals(Counters):
    pass


def work_on(connection: object) -> UnitOfWork:
    return UnitOfWork(cast("AsyncConnection", connection), SystemClock())


def test_a_repository_works_on_the_connection_of_the_transaction() -> None:
    connection = object()
    assert work_on(connection).of(Counters).connection is connection


def test_a_repository_stays_the_same_object_within_one_unit_of_work() -> None:
    work = work_on(object())
    assert work.of(Counters) is work.of(Counters)
    assert isinstance(work.of(Totals), Totals)


def test_another_unit_of_work_has_repositories_of_its_own() -> None:
    connection = object()
    assert work_on(connection).of(Counters) is not work_on(connection).of(Counters)
