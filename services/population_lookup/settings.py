"""The environment variables of `population_lookup`: those that all services share."""

from common.settings import ServiceSettings


class Settings(ServiceSettings):
    port: int = 8003
