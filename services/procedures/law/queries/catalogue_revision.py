"""The revision of the catalogue: moved by triggers in each transaction that changes what is answered of it."""

from typing import Any

from sqlalchemy import select

from procedures.tables import catalogue_revision

REVISION = select(catalogue_revision.c.revision)
TEXT = str(REVISION)


async def revision_of_catalogue(driver: Any) -> int:
    revision: int = await driver.fetchval(TEXT)
    return revision
