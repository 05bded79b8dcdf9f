"""What this service is set by: nothing beside what all services share."""

from common.settings import ServiceSettings


class Settings(ServiceSettings):
    port: int = 8003
