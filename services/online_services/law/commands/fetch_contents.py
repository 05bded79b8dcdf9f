"""Fetches the contents of versions that the stream has announced."""

import asyncio
from collections.abc import Sequence
from typing import Protocol

import structlog

from online_services.law.domain.contents import Content, ContentDiffers, MissingContent, checked

AT_ONCE = 8
"""Requests at the same time: the source serves citizens too."""

log = structlog.get_logger()


class ContentUnavailable(OSError):
    """The source does not return the content now; a later request may succeed."""


class ContentSource(Protocol):
    async def content(self, procedure_code: str, version: int) -> bytes:
        """Raises `ContentUnavailable`."""


async def fetch_contents(source: ContentSource, missing: Sequence[MissingContent]) -> list[Content]:
    """Returns those that could be fetched and have the stated hash; the others are logged, and asked for again."""
    free = asyncio.Semaphore(AT_ONCE)

    async def fetch(announced: MissingContent) -> Content | None:
        async with free:
            try:
                return checked(announced, await source.content(announced.procedure_code, announced.version))
            except (ContentUnavailable, ContentDiffers) as error:
                log.warning("a content could not be fetched", cause=str(error))
                return None

    fetched = await asyncio.gather(*map(fetch, missing))
    return [content for content in fetched if content is not None]
