"""The revision of the registry: triggers increment it in each transaction that changes a response about services on
offer."""

from typing import Any

from sqlalchemy import select

from online_services.tables import registry_revision

REVISION = select(registry_revision.c.revision)
TEXT = str(REVISION)


async def revision_of_registry(driver: Any) -> int:
    revision: int = await driver.fetchval(TEXT)
    return revision
