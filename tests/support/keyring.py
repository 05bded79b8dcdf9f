"""Helpers about the signing keys of the sample's stream: adding them as an operator does, and damaging them."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy import text

from common.consumer.carriers import feed_of
from common.eventlog.head import SignedHead
from common.eventlog.keys import SigningKey, key_id_of, listed_keys, load_key, public_bytes
from common.operations.keys_command import keys
from common.service.definition import Runtime
from tests.support.sample_stack import SampleStack


async def published_head(stack: SampleStack) -> SignedHead:
    """The signed head that the source's API returns."""
    feed = feed_of(stack.following_runtime, "sample")
    try:
        return (await feed.heads())[0]
    finally:
        await feed.close()


def with_key(runtime: Runtime, file: Path) -> Runtime:
    return replace(runtime, settings=runtime.settings.model_copy(update={"stream_key_file": file}))


def key_id_of_file(file: Path) -> str:
    return key_id_of(public_bytes(load_key(file)))


async def add_generated_key(runtime: Runtime, file: Path) -> int:
    """Runs `keys generate`, then `keys add`, as an operator does; returns the exit code of the latter."""
    assert await keys(runtime, ["generate", str(file)]) == 0
    return await keys(runtime, ["add", str(file)])


async def registered_keys(runtime: Runtime) -> list[SigningKey]:
    async with runtime.engine.connect() as connection:
        return await listed_keys(connection)


async def execute_on_sample(stack: SampleStack, statement: str) -> None:
    async with stack.sample.engine.begin() as connection:
        await connection.execute(text(statement))
