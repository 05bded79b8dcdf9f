"""The search index in memory: after any change of the law it equals a new index, and its counts are those of
PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from common.database.connections import driver_of
from procedures.search.queries.procedure_search import SearchFilter, query_of, search
from procedures.search.storage.index_refresh import IndexRefresher, search_index
from procedures.search.storage.search_index import SearchIndex
from tests.support.postgres import Postgres
from tests.support.procedures_harness import CATALOGUE, ProceduresHarness, content, item, procedures_harness

FIRST, SECOND, THIRD = "1.000001", "1.000002", "1.000003"
NAMES = {FIRST: "Đăng ký khai sinh", SECOND: "Đăng ký khai tử", THIRD: "Cấp giấy phép xây dựng"}


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        await harness.publish(
            *(item("introduce", code, content=content(name, steps=[f"Nộp {name}"])) for code, name in NAMES.items())
        )
        await harness.publish(item("declare_online", THIRD, "2024-01-01"))
        assert len((await current_contents(harness))["documents"]) == 3
        yield harness


def contents_of(index: SearchIndex) -> dict[str, Any]:
    """All contents of an index that a search reads."""
    sets = {
        "named": index.named,
        "outside": index.outside,
        "coded": index.coded,
        "first": index.first,
        "content": index.content,
        **index.by,
    }
    not_empty = {
        name: {value: set(documents) for value, documents in by_value.items() if documents}
        for name, by_value in sets.items()
    }
    return {
        **not_empty,
        "documents": dict(index.documents),
        "kinds": {number: index.kinds[id(document.kind)] for number, document in index.documents.items()},
        "size": index.size,
        "lengths": {length: set(documents) for length in range(200) if (documents := index.of_length(length))},
        "codes": list(index.by_code),
        "names": index.names,
        "terms": set(index.terms.terms),
        "events": set(index.events.events),
        "near": index.near("kha"),
        "similar": index.similar("khai"),
        "prefixes": tuple(map(set, index.with_prefix("k"))),
    }


async def current_contents(harness: ProceduresHarness) -> dict[str, Any]:
    async with harness.service.runtime.engine.connect() as read:
        return contents_of(await search_index(read))


async def new_contents(harness: ProceduresHarness) -> dict[str, Any]:
    async with harness.service.runtime.engine.connect() as read:
        return contents_of(await IndexRefresher().current(await driver_of(read)))


async def amend(harness: ProceduresHarness) -> None:
    amended = content("Ghi nhận khá nhiều trẻ em ra đời", steps=["Gửi tờ khai"])
    await harness.publish(item("amend", FIRST, "2024-01-01", content=amended))


async def repeal(harness: ProceduresHarness) -> None:
    await harness.publish(item("repeal", FIRST, "2024-01-01"))


async def rename(harness: ProceduresHarness) -> None:
    body = {"agencies": [{"code": "H60.01", "name": "Sở Nội vụ"}]}
    (await harness.http.post("/v1/agencies", json=body, headers=harness.service.bearer(CATALOGUE))).raise_for_status()


async def declare(harness: ProceduresHarness) -> None:
    await harness.publish(item("declare_online", SECOND, "2024-01-01"))


async def annul(harness: ProceduresHarness) -> None:
    declared = await harness.service.rows("SELECT decision_id FROM decision_item WHERE kind = 'declare_online'")
    await harness.annul(str(declared[0].decision_id), "2024-01-01", 1)


async def record_term(harness: ProceduresHarness) -> None:
    body = {"terms": [{"term": "bằng lái", "meaning": "giấy phép"}], "reason": "Người dân gọi như vậy"}
    (
        await harness.http.post("/v1/search/terms", json=body, headers=harness.service.bearer(CATALOGUE))
    ).raise_for_status()


async def record_event(harness: ProceduresHarness) -> None:
    event = {"name": "Sinh con", "phrases": ["sinh con"], "procedures": [FIRST]}
    body = {"events": [event], "reason": "Người dân hỏi như vậy"}
    (
        await harness.http.post("/v1/search/life-events", json=body, headers=harness.service.bearer(CATALOGUE))
    ).raise_for_status()


@pytest.mark.parametrize("change", [amend, repeal, rename, declare, annul, record_term, record_event])
async def test_a_refreshed_index_equals_a_new_one(
    harness: ProceduresHarness, change: Callable[[ProceduresHarness], Awaitable[None]]
) -> None:
    before = await current_contents(harness)
    await change(harness)
    after = await current_contents(harness)
    assert after == await new_contents(harness)
    assert after != before


async def test_an_unknown_word_counts_as_the_words_of_which_it_may_be_a_typing_error(
    harness: ProceduresHarness,
) -> None:
    async with harness.service.runtime.engine.connect() as read:
        index = await search_index(read)
        assert index.near("kahi") == {"khai": 2}
        query = query_of(index, "kahi sihn tử", ["kahi", "sihn", "tu"])
        assert [list(word.alternatives) for word in query.resolved] == [["khai"], ["sinh"], ["tu"]]


async def test_the_index_counts_words_and_documents_as_postgresql_does(harness: ProceduresHarness) -> None:
    await amend(harness)
    async with harness.service.runtime.engine.connect() as read:
        index = await search_index(read)
        counts = await harness.service.rows(
            "SELECT word, count(DISTINCT period_id) AS documents FROM search_document,"
            " unnest(string_to_array(folded, ' ') || field_and_agency_words) AS word GROUP BY word"
        )
        assert {row.word: row.documents for row in counts} == {
            word: count for word in {*index.named, *index.outside} if (count := index.documents_of(word))
        }
        size = (
            await harness.service.rows(
                "SELECT count(*), sum(cardinality(string_to_array(folded, ' '))) FROM search_document"
            )
        )[0]
        assert (index.size.documents, index.size.words) == tuple(size)


async def test_each_search_sees_what_its_own_connection_sees(harness: ProceduresHarness) -> None:
    """A search runs within a transaction that is rolled back in the end, others beside it; then another change gets the
    same revision."""
    today, engine = harness.service.clock.today(), harness.service.runtime.engine
    async with engine.connect() as writing, engine.connect() as other:
        driver = await driver_of(writing)
        await writing.exec_driver_sql("SELECT 1")
        for name in ("Tên khác", "Tên khác nữa"):
            await driver.execute("UPDATE search_document SET name = $2 WHERE code = $1", FIRST, name)
            await driver.execute("UPDATE catalogue_revision SET revision = revision + 1")
            for _ in range(3):
                results = await asyncio.gather(
                    *(search(connection, "khai sinh", SearchFilter(today), 1) for connection in (writing, other))
                )
                assert [result.hits[0].row["name"] for result in results] == [name, NAMES[FIRST]]
            assert (await search(writing, "khai sinh", SearchFilter(today), 1)).hits[0].row["name"] == name
        await writing.rollback()
    await harness.service.execute("UPDATE search_document SET name = 'Tên thứ ba' WHERE code = '1.000001'")
    await harness.service.execute("UPDATE catalogue_revision SET revision = revision + 2")
    async with engine.connect() as read:
        assert (await search(read, "khai sinh", SearchFilter(today), 1)).hits[0].row["name"] == "Tên thứ ba"


class LostConnection:
    """A connection that is lost after a number of statements."""

    def __init__(self, driver: Any, statements: int) -> None:
        self.driver = driver
        self.left = statements

    async def fetch(self, *arguments: Any) -> Any:
        return await self._call(self.driver.fetch, *arguments)

    async def fetchrow(self, *arguments: Any) -> Any:
        return await self._call(self.driver.fetchrow, *arguments)

    async def _call(self, method: Callable[..., Awaitable[Any]], *arguments: Any) -> Any:
        self.left -= 1
        if self.left < 0:
            raise ConnectionError
        return await method(*arguments)


async def test_an_interrupted_refresh_is_completed_by_the_next(harness: ProceduresHarness) -> None:
    expected = await new_contents(harness)
    async with harness.service.runtime.engine.connect() as read:
        driver = await driver_of(read)
        for statements in range(1, 9):
            refresher = IndexRefresher()
            with pytest.raises(ConnectionError):
                await refresher.current(LostConnection(driver, statements))
            assert contents_of(await refresher.current(driver)) == expected, statements
