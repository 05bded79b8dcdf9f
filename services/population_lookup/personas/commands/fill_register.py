"""Fill the register with the residents of an edition."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from sqlalchemy.ext.asyncio import AsyncConnection

from population_lookup.personas.commands.draw_block import draw_block, draw_last_block
from population_lookup.personas.domain.edition import EditionOptions
from population_lookup.register.storage.replacement import Changes, replace_register
from population_lookup.register.storage.rows import Block

FAMILIES = 200
"""Families of a block, which one process draws at a time."""
MOST_IN_BLOCK = FAMILIES * 60
"""No family has as many members, so a block that is drawn while more residents are needed is never too large."""


async def fill_register(
    connection: AsyncConnection, count: int, seed: int, *, workers: int = 1, lifelike: bool = False
) -> Changes:
    """The register then contains exactly these residents, however many processes draw them; a second call with the
    same arguments changes nothing."""
    return await replace_register(connection, blocks_of(EditionOptions(seed, lifelike), count, workers))


async def blocks_of(options: EditionOptions, count: int, workers: int = 1) -> AsyncIterator[Block]:
    """Processes draw blocks ahead, in order; the last residents, who end a register exactly, are drawn here."""
    first = 0
    if count > MOST_IN_BLOCK:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            drawn: deque[asyncio.Future[Block]] = deque()
            loop, next_index = asyncio.get_running_loop(), 0
            while count > MOST_IN_BLOCK:
                while len(drawn) < 2 * workers:
                    drawn.append(loop.run_in_executor(pool, draw_block, options, next_index, FAMILIES))
                    next_index += FAMILIES
                block = await drawn.popleft()
                first, count = first + FAMILIES, count - block.size
                yield block
            pool.shutdown(cancel_futures=True)
    yield await asyncio.to_thread(draw_last_block, options, first, count)
