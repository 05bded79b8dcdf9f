"""The environment variables of `online_services`: its own, and those that all services share."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, field_validator

from common.settings import ServiceSettings


class Settings(ServiceSettings):
    port: int = 8002
    dossier_number: str = "{agency}-{day:%y%m%d}-{number:04}"
    """How the number of a dossier (mã hồ sơ) is formed at reception, of the agency, the day, and its number of the
    day."""

    treasury: Literal["", "mock"] = ""
    """Which treasury confirms payments of fees: `mock` stands for one in development; empty, none does."""

    drafts_per_person: Annotated[int, Field(ge=1, le=10_000)] = 50
    """How many drafts of dossiers one person keeps at a time. No law states it."""

    draft_days: Annotated[int, Field(ge=1, le=3_650)] = 30
    """After how many days a draft that nobody changed is deleted. No law states it."""

    @field_validator("dossier_number")
    @classmethod
    def is_unique_per_dossier(cls, pattern: str) -> str:
        try:
            formed = {
                pattern.format(agency=agency, day=day, number=number)
                for agency in ("H60.01", "H60.02")
                for day in (date(2026, 1, 1), date(2026, 1, 11), date(2026, 11, 1), date(2027, 1, 1))
                for number in (1, 10_000)
            }
        except (LookupError, ValueError) as error:
            raise ValueError(f"the pattern cannot be read: {error}") from error
        if len(formed) != 16:
            raise ValueError("the pattern must tell agencies, days and numbers apart")
        return pattern
