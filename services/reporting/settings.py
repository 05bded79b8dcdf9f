"""The environment variables of `reporting`: its own, and those that all services share."""

from pydantic import field_validator

from common.delivery.addresses import Network, networks_in
from common.settings import ServiceSettings


class Settings(ServiceSettings):
    port: int = 8004
    connection_check_networks: str = ""
    """Networks beside the public internet in which data services may be asked for their health, separated by commas:
    `10.20.0.0/16,fd00:20::/32`. Platforms for sharing data often have private addresses."""

    @field_validator("connection_check_networks")
    @classmethod
    def are_networks(cls, text: str) -> str:
        networks_in(text)
        return text

    @property
    def allowed_networks(self) -> tuple[Network, ...]:
        return networks_in(self.connection_check_networks)
