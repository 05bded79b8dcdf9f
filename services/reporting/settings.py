"""The environment variables of `reporting`: those that all services share."""

from common.settings import ServiceSettings


class Settings(ServiceSettings):
    port: int = 8004
