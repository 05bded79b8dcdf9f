"""The content of a version, as it was fetched."""

from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from online_services.law.domain.refusals import ContentNotHereYet
from online_services.law.storage.repository import recoded_codes
from online_services.tables import version_content


async def content_of_version(read: AsyncConnection, code: str, version: int) -> dict[str, Any]:
    """A former provisional code leads to the procedure. Raises `ContentNotHereYet`."""
    codes = {code, *(await recoded_codes(read, [code])).values()}
    kept = version_content.c
    statement = select(kept.content).where(kept.procedure_code.in_(codes), kept.version == version).limit(1)
    content = await read.scalar(statement)
    if content is None:
        raise ContentNotHereYet(code, version)
    found: dict[str, Any] = orjson.loads(content)
    return found
