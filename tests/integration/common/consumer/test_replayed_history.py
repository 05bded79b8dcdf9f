"""A projection is rebuilt only from the events that were applied: a history that lacks or changed some is refused."""

from pathlib import Path

import pytest

from tests.support.follower_history import (
    all_sound,
    consumer_findings,
    execute_on_follower,
    projection_findings,
    rebuild_and_read,
    rebuild_refused,
    recorded_history,
    sample_changes,
)
from tests.support.postgres import Postgres
from tests.support.sample_stack import runtime_of, sample_stack


async def test_no_rebuild_from_a_restored_source_that_lacks_applied_events(postgres: Postgres, tmp_path: Path) -> None:
    """Half of the rows would be lost without an error."""
    async with sample_stack(postgres, tmp_path) as stack:
        await stack.publish(sample_changes(10))
        backup = await postgres.backup_of(str(stack.sample.engine.url.database))
        async with stack.following():
            await stack.wait_until_applied(*await stack.publish(sample_changes(10, 1)))
        before = await stack.things()
        restored = runtime_of(stack.sample.service, stack.sample.settings.model_copy(update={"database_url": backup}))
        await stack.close_source()
        await stack.open_source(restored)
        assert await rebuild_refused(stack) == before
        assert not all_sound(await projection_findings(stack))
        original, stack.sample = stack.sample, restored
        await stack.publish(sample_changes(10, 5))
        assert await rebuild_refused(stack) == before
        assert not all_sound(await projection_findings(stack))
        await original.engine.dispose()


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM applied_event WHERE sequence = 3", "UPDATE applied_event SET payload = NULL WHERE sequence = 3"],
)
async def test_no_rebuild_from_kept_events_with_a_gap(postgres: Postgres, tmp_path: Path, statement: str) -> None:
    async with sample_stack(postgres, tmp_path, keeps_events=True) as stack:
        before = await recorded_history(stack)
        await execute_on_follower(stack, statement)
        assert await rebuild_refused(stack) == before
        assert not all_sound(await projection_findings(stack))


@pytest.mark.parametrize(
    "statement", ["payload = replace(encode(payload, 'escape'), '1}', '7}')::bytea", "type = 'sample.removed.v1'"]
)
async def test_a_kept_event_that_was_edited_together_with_its_row_is_found(
    postgres: Postgres, tmp_path: Path, statement: str
) -> None:
    """The projection matches the kept events, but these differ from the source."""
    async with sample_stack(postgres, tmp_path, keeps_events=True) as stack:
        await recorded_history(stack)
        await execute_on_follower(stack, f"UPDATE applied_event SET {statement} WHERE sequence = 15")
        await rebuild_and_read(stack)
        assert all_sound(await projection_findings(stack))
        (failed,) = [finding for finding in await consumer_findings(stack) if not finding.intact]
        assert failed.facts == {"sequence": 15}
