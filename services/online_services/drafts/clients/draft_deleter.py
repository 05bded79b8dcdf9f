"""Deletes drafts that were untouched for too long, in rounds."""

from collections.abc import Callable

from common.service.definition import Runtime
from online_services.drafts.commands.delete_untouched_drafts import AT_ONCE, delete_untouched_drafts
from online_services.drafts.queries.draft_terms import terms_in


async def delete_once(runtime: Runtime, is_stopped: Callable[[], bool] = lambda: False) -> int:
    """Deletes in one transaction after another, until none is left or the process is to stop. Returns how many."""
    deleted, number = 0, AT_ONCE
    while number == AT_ONCE and not is_stopped():
        async with runtime.engine.begin() as connection:
            number = await delete_untouched_drafts(await runtime.work_on(connection), terms_in(runtime.settings))
        deleted += number
    return deleted
