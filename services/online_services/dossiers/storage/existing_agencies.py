"""Agencies as they exist on a day."""

from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from online_services.dossiers.domain.filing_refusals import AgencyNotExisting
from online_services.tables import agency


async def require_existing_agency(read: AsyncConnection, code: str, on: date) -> None:
    """Raises `AgencyNotExisting`, with the agencies that its matters passed to."""
    row = (await read.execute(select(agency).where(agency.c.code == code))).one_or_none()
    require_existence(code, row, on)


def require_existence(code: str, row: Row[Any] | None, on: date) -> None:
    """`row` is that of the agency, or None where there is none. Raises `AgencyNotExisting`."""
    if row is None:
        raise AgencyNotExisting(code, on, [])
    begun = row.valid_from is None or row.valid_from <= on
    if not begun or (row.valid_to is not None and row.valid_to <= on):
        raise AgencyNotExisting(code, on, row.successor_codes.split())
