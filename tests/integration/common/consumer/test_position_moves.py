"""A position moves only from where it was read: the sequence is compared, and the hash, which covers the whole history
up to it."""

from pathlib import Path

from sqlalchemy import text

from common.consumer.carrier import Batch, BatchResult
from common.consumer.positions import StreamPosition, move, position_of
from tests.support.direct_consumer import EventWriter
from tests.support.postgres import Postgres
from tests.support.sample import SampleChanged
from tests.support.sample_stack import SampleStack, sample_stack


def changed(name: str) -> SampleChanged:
    return SampleChanged(name=name, value=1)


async def test_a_consumer_that_remembers_another_history_of_the_same_length_applies_nothing(
    postgres: Postgres, tmp_path: Path
) -> None:
    """The source was restored and has new events; another consumer was rewound and is as far again. Then the first one
    resumes with its old batch."""
    old, new = EventWriter("sample"), EventWriter("sample")
    async with sample_stack(postgres, tmp_path) as stack:
        late = stack.consumer()
        assert await late.apply(Batch(0, old.write([changed("common"), changed("lost")]))) is BatchResult.APPLIED
        after_restore = new.write([changed("common"), changed("told anew")])[-1]
        await set_position_hash(stack, after_restore.hash)
        assert await late.apply(Batch(0, old.write([changed("of the old history")]))) is BatchResult.MOVED
        async with stack.following_runtime.engine.connect() as connection:
            position = await position_of(connection, "sample", 0)
        assert (position.sequence, position.hash, position.stopped_cause) == (2, after_restore.hash, None)
        assert set(await stack.things()) == {"common", "lost"}
        await late.close()


async def set_position_hash(stack: SampleStack, hash: bytes) -> None:
    async with stack.following_runtime.engine.begin() as connection:
        await connection.execute(text("UPDATE stream_position SET hash = :hash"), {"hash": hash})


async def test_a_move_from_another_number_or_another_hash_changes_nothing(postgres: Postgres, tmp_path: Path) -> None:
    first, second, third = EventWriter("sample").write([changed("a"), changed("b"), changed("c")])
    async with sample_stack(postgres, tmp_path) as stack, stack.following_runtime.engine.connect() as connection:
        initial = StreamPosition("sample", 0)
        at_second = StreamPosition("sample", 0, second.sequence, second.hash)
        at_third = StreamPosition("sample", 0, third.sequence, third.hash)
        assert await move(connection, initial, at_second, [first, second])
        for old in (
            StreamPosition("sample", 0, 1, second.hash),
            StreamPosition("sample", 0, 2, first.hash),
            StreamPosition("sample", 0, 2, b"\0" * 32),
        ):
            assert not await move(connection, old, at_third, [third])
            assert await position_of(connection, "sample", 0) == at_second
        assert await move(connection, at_second, at_third, [third])
        assert await position_of(connection, "sample", 0) == at_third
