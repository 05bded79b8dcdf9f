"""What this service is set by, beside what all services share."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from common.service.definition import Runtime
from common.settings import ServiceSettings


class Settings(ServiceSettings):
    port: int = 8001
    channel_secrets_dir: Path | None = None
    """The folder with the secrets that sign pushes to channels, one file each."""
    push_timeout: Annotated[float, Field(gt=0, le=24)] = 20.0
    """Seconds that a channel has to answer; less than a stopping process may take, and than PostgreSQL lets a
    transaction idle."""
    open_data_base_iri: str = Field("urn:congbo:", pattern=r"^[a-z][a-z0-9+.-]*:[^\s<>\"]*[:/#]$")
    """What IRIs in open data begin with: the public address with `/v1/` behind it, so that they lead somewhere."""
    open_data_place_iri: str = Field(
        "http://publications.europa.eu/resource/authority/country/VNM", pattern=r"^https?://[^\s<>\"]+$"
    )
    """The IRI of the area that the procedures are for, as the list of an authority names it."""
    max_catalogue_downloads: Annotated[int, Field(ge=1, le=100)] = 4
    """How many downloads of the whole catalogue may run at once, over all replicas; each holds a connection."""
    webhook_secrets_dir: Path | None = None
    """The folder with the secrets that sign pushes to subscribers of the events, one file each."""
    webhook_allow_private_addresses: bool = False
    """Whether subscribers may be at addresses that are not public: private ones, loopback, link-local."""


def settings_of(runtime: Runtime) -> Settings:
    if not isinstance(runtime.settings, Settings):
        raise TypeError("this service has settings of its own")
    return runtime.settings
