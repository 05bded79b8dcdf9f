"""The settings of this service: those that all services share, and its own port."""

from common.settings import ServiceSettings


class Settings(ServiceSettings):
    port: int = 8002
