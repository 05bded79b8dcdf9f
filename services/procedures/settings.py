"""What this service is set by, beside what all services share."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from common.settings import ServiceSettings


class Settings(ServiceSettings):
    port: int = 8001
    channel_secrets: Path | None = None
    """The folder with the secrets that sign pushes to channels, one file each."""
    channel_timeout: Annotated[float, Field(gt=0, le=24)] = 20.0
    """Seconds that a channel has to answer; less than a stopping process may take, and than PostgreSQL lets a transaction idle."""
