"""The settings of this service, in addition to those that all services share."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from common.service.definition import Runtime
from common.settings import ServiceSettings


class Settings(ServiceSettings):
    port: int = 8001
    channel_secrets_dir: Path | None = None
    """The folder with the secrets that sign pushes to channels, one file per secret."""
    push_timeout: Annotated[float, Field(gt=0, le=24)] = 20.0
    """How many seconds a channel has to respond. It is less than the time that a stopping process has, and less than
    the idle timeout of transactions in PostgreSQL."""
    open_data_base_iri: str = Field("urn:congbo:", pattern=r"^[a-z][a-z0-9+.-]*:[^\s<>\"]*[:/#]$")
    """The prefix of IRIs in open data: the public address followed by `/v1/`, so that the IRIs can be dereferenced."""
    open_data_place_iri: str = Field(
        "http://publications.europa.eu/resource/authority/country/VNM", pattern=r"^https?://[^\s<>\"]+$"
    )
    """The IRI of the area that the procedures apply to, from an authority list."""
    max_catalogue_downloads: Annotated[int, Field(ge=1, le=100)] = 4
    """How many downloads of the complete catalogue may run at once, over all replicas; each holds a connection."""
    webhook_secrets_dir: Path | None = None
    """The folder with the secrets that sign pushes to subscribers of the events, one file per secret."""
    channel_allow_private_addresses: bool = False
    """Whether channels may have addresses that are not public, such as a portal in the province's own network."""
    webhook_allow_private_addresses: bool = False
    """Whether subscribers may have addresses that are not public: private, loopback or link-local addresses."""


def settings_of(runtime: Runtime) -> Settings:
    if not isinstance(runtime.settings, Settings):
        raise TypeError("the runtime has the settings of another service")
    return runtime.settings
