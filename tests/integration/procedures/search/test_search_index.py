"""The index of the search in memory: whatever changes the law, it is as one that is read anew, and its counts are those
of the triggers."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from common.database.connections import driver_of
from procedures.search.queries.procedures_found import SearchFilter, question_with_entries, search
from procedures.search.storage.index_refresh import Searched, search_index
from procedures.search.storage.search_index import SearchIndex
from tests.support.postgres import Postgres
from tests.support.procedures_harness import CATALOGUE, ProceduresHarness, content, item, procedures_harness

FIRST, SECOND, THIRD = "1.000001", "1.000002", "1.000003"
NAMES = {FIRST: "Đăng ký khai sinh", SECOND: "Đăng ký khai tử", THIRD: "Cấp giấy phép xây dựng"}


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        await harness.publish(*(item("introduce", code, content=content(name)) for code, name in NAMES.items()))
        await harness.publish(item("declare_online", THIRD, "2024-01-01"))
        assert len((await followed(harness))["documents"]) == 3
        yield harness


def contents_of(index: SearchIndex) -> dict[str, Any]:
    """All that searches look at."""
    sets = {"named": index.named, "told": index.occurrences, "coded": index.coded, "first": index.first, **index.by}
    some = {name: {value: set(has) for value, has in of.items() if has} for name, of in sets.items()}
    return {
        **some,
        "documents": dict(index.documents),
        "kinds": {number: index.kinds[kind] for number, kind in index.kind_of.items()},
        "size": index.size,
        "lengths": {length: set(found) for length in range(200) if (found := index.of_length(length))},
        "codes": list(index.by_code),
        "names": index.names,
        "terms": sorted(index.terms, key=lambda one: one.spoken),
        "near": index.near("kha"),
        "alike": index.alike("khai"),
        "begun": tuple(map(set, index.begun("k"))),
    }


async def followed(harness: ProceduresHarness) -> dict[str, Any]:
    async with harness.service.runtime.engine.connect() as read:
        return contents_of(await search_index(read))


async def read_anew(harness: ProceduresHarness) -> dict[str, Any]:
    async with harness.service.runtime.engine.connect() as read:
        return contents_of(await Searched().in_step(await driver_of(read)))


async def amend(harness: ProceduresHarness) -> None:
    await harness.publish(item("amend", FIRST, "2024-01-01", content=content("Ghi nhận khá nhiều trẻ em ra đời")))


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


@pytest.mark.parametrize("change", [amend, repeal, rename, declare, annul, record_term])
async def test_an_index_that_followed_a_change_is_as_one_that_is_read_anew(
    harness: ProceduresHarness, change: Callable[[ProceduresHarness], Awaitable[None]]
) -> None:
    before = await followed(harness)
    await change(harness)
    after = await followed(harness)
    assert after == await read_anew(harness)
    assert after != before


async def test_a_word_that_nobody_has_stands_for_those_that_a_slip_makes_of_it(harness: ProceduresHarness) -> None:
    async with harness.service.runtime.engine.connect() as read:
        index = await search_index(read)
        assert index.near("kahi") == {"khai": 2}
        question = question_with_entries(index, "kahi sihn tử", ["kahi", "sihn", "tu"])
        assert [list(word.stands_for) for word in question.meant] == [["khai"], ["sinh"], ["tu"]]


async def test_it_counts_words_and_documents_as_postgresql_counts_them(harness: ProceduresHarness) -> None:
    await amend(harness)
    async with harness.service.runtime.engine.connect() as read:
        index = await search_index(read)
        counted = await harness.service.rows(
            "SELECT word, count(DISTINCT period_id) AS documents FROM search_document,"
            " unnest(string_to_array(folded, ' ') || elsewhere) AS word GROUP BY word"
        )
        assert {row.word: row.documents for row in counted} == {
            word: len(has) for word, has in index.occurrences.items() if has
        }
        size = (
            await harness.service.rows(
                "SELECT count(*), sum(cardinality(string_to_array(folded, ' '))) FROM search_document"
            )
        )[0]
        assert (index.size.documents, index.size.words) == tuple(size)


async def test_each_is_told_what_its_own_connection_sees_also_at_the_same_time(harness: ProceduresHarness) -> None:
    """One asks inside of a transaction that is not committed, in the end rolled back; another change gets the same
    number."""
    today, engine = harness.service.clock.today(), harness.service.runtime.engine
    async with engine.connect() as writing, engine.connect() as beside:
        driver = await driver_of(writing)
        await writing.exec_driver_sql("SELECT 1")
        for name in ("Tên khác", "Tên khác nữa"):
            await driver.execute("UPDATE search_document SET name = $2 WHERE code = $1", FIRST, name)
            await driver.execute("UPDATE catalogue_revision SET revision = revision + 1")
            for _ in range(3):
                found = await asyncio.gather(
                    *(search(one, "khai sinh", SearchFilter(today), 1) for one in (writing, beside))
                )
                assert [one.hits[0].row["name"] for one in found] == [name, NAMES[FIRST]]
            assert (await search(writing, "khai sinh", SearchFilter(today), 1)).hits[0].row["name"] == name
        await writing.rollback()
    await harness.service.execute("UPDATE search_document SET name = 'Tên thứ ba' WHERE code = '1.000001'")
    await harness.service.execute("UPDATE catalogue_revision SET revision = revision + 2")
    async with engine.connect() as read:
        assert (await search(read, "khai sinh", SearchFilter(today), 1)).hits[0].row["name"] == "Tên thứ ba"


class Breaking:
    """A connection that is lost after so many statements."""

    def __init__(self, driver: Any, statements: int) -> None:
        self.driver = driver
        self.left = statements

    async def fetch(self, *asked: Any) -> Any:
        return await self._asked(self.driver.fetch, *asked)

    async def fetchrow(self, *asked: Any) -> Any:
        return await self._asked(self.driver.fetchrow, *asked)

    async def _asked(self, ask: Callable[..., Awaitable[Any]], *asked: Any) -> Any:
        self.left -= 1
        if self.left < 0:
            raise ConnectionError
        return await ask(*asked)


@pytest.mark.parametrize("statements", range(1, 7))
async def test_a_reading_that_was_broken_off_is_made_whole_by_the_next(
    harness: ProceduresHarness, statements: int
) -> None:
    async with harness.service.runtime.engine.connect() as read:
        searched, driver = Searched(), await driver_of(read)
        with pytest.raises(ConnectionError):
            await searched.in_step(Breaking(driver, statements))
        assert contents_of(await searched.in_step(driver)) == await read_anew(harness)
