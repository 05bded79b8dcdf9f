"""A list of keys without a chain of signatures would stop every follower for good: it is refused when a key is
added."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from common.check_state import PrerequisiteMissing
from common.clock import FixedClock
from common.eventlog.keys import KeyNotTrusted, ensure_registered, make_key_file, trusted_keys
from common.http.app import build_api
from common.operations.keys_command import keys
from tests.support.keyring import add_generated_key, execute_on_sample, key_id_of_file, registered_keys, with_key
from tests.support.postgres import Postgres
from tests.support.sample_stack import SampleStack, sample_stack
from tests.support.service_harness import NOON


@pytest.fixture
async def stack(postgres: Postgres, tmp_path: Path) -> AsyncIterator[SampleStack]:
    """The source is running, so its first key is registered."""
    async with sample_stack(postgres, tmp_path) as stack:
        yield stack


async def test_an_api_with_a_key_that_is_not_registered_does_not_start(stack: SampleStack, tmp_path: Path) -> None:
    make_key_file(tmp_path / "another.pem")
    app = build_api(with_key(stack.sample, tmp_path / "another.pem"))
    with pytest.raises(KeyNotTrusted, match="keys add"):
        async with app.router.lifespan_context(app):
            pass
    assert len(await registered_keys(stack.sample)) == 1


async def test_an_api_with_a_former_key_does_not_start(stack: SampleStack, tmp_path: Path) -> None:
    await add_generated_key(stack.sample, tmp_path / "second.pem")
    app = build_api(stack.sample)
    with pytest.raises(KeyNotTrusted, match="another key than the newest"):
        async with app.router.lifespan_context(app):
            pass


@pytest.mark.parametrize("present", ["another.pem", "sample.pem"], ids=["never registered", "no longer the newest"])
async def test_only_the_newest_key_may_sign_the_next(stack: SampleStack, tmp_path: Path, present: str) -> None:
    """A chain of signatures that begins with an unknown key would stop every follower, for good."""
    make_key_file(tmp_path / "another.pem")
    await add_generated_key(stack.sample, tmp_path / "second.pem")
    with pytest.raises(KeyNotTrusted):
        await add_generated_key(with_key(stack.sample, tmp_path / present), tmp_path / "third.pem")
    assert [key.key_id for key in await registered_keys(stack.sample)] == [
        key_id_of_file(tmp_path / "sample.pem"),
        key_id_of_file(tmp_path / "second.pem"),
    ]


async def test_a_key_is_registered_once_and_generated_once(stack: SampleStack, tmp_path: Path) -> None:
    second = tmp_path / "second.pem"
    assert await add_generated_key(stack.sample, second) == 0
    with pytest.raises(PrerequisiteMissing, match="exists already"):
        await keys(with_key(stack.sample, second), ["generate", str(second)])
    with pytest.raises(KeyNotTrusted):
        await keys(with_key(stack.sample, second), ["add", str(second)])
    assert len(await registered_keys(stack.sample)) == 2


async def test_a_first_key_may_be_changed_before_the_service_was_ever_started(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        await execute_on_sample(stack, "DELETE FROM signing_key")
        assert await add_generated_key(stack.sample, tmp_path / "second.pem") == 0
        keys_listed = await registered_keys(stack.sample)
    assert [key.key_id for key in keys_listed] == [
        key_id_of_file(tmp_path / "sample.pem"),
        key_id_of_file(tmp_path / "second.pem"),
    ]
    assert len(trusted_keys(keys_listed, keys_listed[0].public_key)) == 2


async def test_the_list_keeps_its_order_when_the_clock_goes_back(stack: SampleStack, tmp_path: Path) -> None:
    early = replace(stack.sample, clock=FixedClock(NOON.replace(year=2001)))
    for name in ("second.pem", "third.pem"):
        assert await add_generated_key(early, tmp_path / name) == 0
        early = with_key(early, tmp_path / name)
    assert [key.key_id for key in await registered_keys(early)][1:] == [
        key_id_of_file(tmp_path / "second.pem"),
        key_id_of_file(tmp_path / "third.pem"),
    ]


async def test_two_processes_that_start_at_once_register_the_first_key_once(stack: SampleStack) -> None:
    await execute_on_sample(stack, "DELETE FROM signing_key")
    key = Ed25519PrivateKey.generate()

    async def start() -> None:
        async with stack.sample.engine.begin() as connection:
            await ensure_registered(connection, key, stack.sample.clock.now())

    await asyncio.gather(*(start() for _ in range(5)))
    assert len(await registered_keys(stack.sample)) == 1
