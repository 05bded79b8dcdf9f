"""The revision of the catalogue: triggers increment it in each transaction that changes a response about it."""

from typing import Any

from sqlalchemy import select

from procedures.tables import catalogue_revision

REVISION = select(catalogue_revision.c.revision)
TEXT = str(REVISION)


async def revision_of_catalogue(driver: Any) -> int:
    revision: int = await driver.fetchval(TEXT)
    return revision
