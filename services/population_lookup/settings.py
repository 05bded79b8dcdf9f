"""The environment variables of `population_lookup`: its own, and those that all services share."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator

from common.settings import ServiceSettings

SHORTEST_KEY = 32
"""Characters: 128 bits in hexadecimal."""


class Settings(ServiceSettings):
    port: int = 8003
    soap_url: str | None = Field(None, pattern=r"^https?://[^\s<>\"]+$")
    """The address of `/soap` that the WSDL states and that clients sign; without it, that of the request."""
    soap_fault_status: Literal[500, 200] = 500
    """The HTTP status of a fault that is no matter of HTTP: SOAP 1.1 says 500, and some clients read only 200."""
    client_secrets_dir: Path | None = None
    """The folder with a file for the secret of each client that authenticates with one."""
    client_timestamp_seconds: float = Field(300, gt=0)
    """How far the Timestamp of such a client may be from the time here, in seconds."""
    faults: bool = False
    """Whether testers may order faults of look-ups: for tests of client systems alone, never with real data."""
    lifelike_numbers: bool = False
    """Whether `residents --lifelike` may make numbers that real people may have: for closed test systems only."""
    request_id_days: int = Field(90, ge=1)
    """For how many days a request id identifies one request of an officer; then it is forgotten."""
    request_id_keys: SecretStr | None = None
    """The keys under which request ids are stored, separated by blanks, the current one first; without one they are
    stored as they are."""
    watch_seconds: float = Field(60, gt=0)
    """How often the look-ups of the last hour are watched for unusual ones."""

    @field_validator("request_id_keys")
    @classmethod
    def long_enough(cls, keys: SecretStr | None) -> SecretStr | None:
        if keys is not None and any(len(key) < SHORTEST_KEY for key in keys.get_secret_value().split()):
            raise ValueError(f"each key has at least {SHORTEST_KEY} characters")
        return keys
