"""The environment variables that all services share, typed. A service adds its own in its `settings.py`."""

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SecretsSettingsSource, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError


class ServiceSettings(BaseSettings):
    """One process runs one service, so the names have no prefix."""

    model_config = SettingsConfigDict(env_file=None, extra="ignore", frozen=True)

    secrets_dir: Path | None = None
    """A folder with one file per setting, named like the variable in small letters. The environment takes
    precedence."""
    database_url: str
    """postgresql://user:password@host:port/database"""
    database_pool_size: int = Field(10, ge=1)
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=0, le=65_535)
    health_port: int | None = Field(None, ge=0, le=65_535)
    """The port where a relay or a consumer, which has no API, serves health and metrics."""
    max_request_bytes: int = 10_000_000
    """Largest body of a request, in bytes: a Decision of 2,000 items takes about 3 MB."""

    max_upload_bytes: int = 200_000_000
    """Largest file that is streamed to disk, in bytes: the national catalogue takes 13 MB."""

    body_timeout: float = 60
    """Seconds within which the body of a request must arrive."""
    upload_timeout: float = 600
    """The same for a file that is streamed to disk."""
    response_timeout: float = 120
    """Seconds from the end of the body until the response must begin."""
    rate_limit: float = Field(0, ge=0)
    """Requests per second that each process allows one caller in the long run; 0 sets no limit."""
    rate_burst: int = Field(1_000, ge=1)
    """How many requests a caller may make at once."""
    cors_origins: str = Field("", pattern=r"^(\*|(https?://[^\s/,*]+(,https?://[^\s/,*]+)*)?)$")
    """The origins whose pages may read what needs no token, separated by commas, or `*` for all; empty for none."""
    trusted_proxy_count: int = Field(0, ge=0)
    """How many proxies of ours are in front of this process: so many entries of X-Forwarded-For are trusted."""

    kafka_bootstrap_servers: str | None = None
    """With it events are sent by Kafka; without it consumers read the feeds of their sources."""
    kafka_username: str | None = None
    """The user name at Kafka (SCRAM-SHA-512); without it the client does not authenticate."""
    kafka_password: SecretStr | None = None
    kafka_ca_file: Path | None = None
    """The CA certificates (PEM) that the brokers are verified against; with it connections use TLS."""
    kafka_certificate_file: Path | None = None
    """The client certificate with its chain (PEM), where the brokers require one."""
    kafka_key_file: Path | None = None
    """The private key of the client certificate (PEM)."""
    kafka_key_password: SecretStr | None = None
    kafka_replication_factor: int = 1
    """The replication factor of topics that a relay creates; 3 on a cluster."""
    procedures_url: str = "http://127.0.0.1:8001"
    online_services_url: str = "http://127.0.0.1:8002"
    population_lookup_url: str = "http://127.0.0.1:8003"
    reporting_url: str = "http://127.0.0.1:8004"

    stream_key_file: Path | None = None
    """The Ed25519 private key (PEM, PKCS 8) that signs the heads of this service's stream."""
    service_token_file: Path | None = None
    """The file with the token for other services' feeds. It is read again on each use, since the token is renewed."""
    jwks_url: str = "http://127.0.0.1:8000/.well-known/jwks.json"
    jwt_issuer: str = "http://127.0.0.1:8000"
    jwt_audience: str = "congbo"
    log_level: str = "INFO"
    docs_base_url: str | None = Field(None, pattern=r"^https?://[^\s<>\"]+/$")
    """The URL where the folder docs/ is published, with a slash at its end. Each problem links to its row in
    `problems.md` there."""

    otel_exporter_otlp_endpoint: str | None = None
    """The base URL of an OpenTelemetry collector (OTLP over HTTP); `/v1/traces` is appended. Without it there are no
    traces."""
    otel_exporter_otlp_traces_endpoint: str | None = None
    """The whole URL of the collector; takes precedence over the base URL."""
    otel_exporter_otlp_protocol: Literal["http/protobuf"] = "http/protobuf"
    otel_traces_exporter: Literal["otlp", "none"] = "otlp"
    otel_sdk_disabled: bool = False

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Reads the environment first, then the folder of secrets that SECRETS_DIR names now, not when the class was
        made."""
        return init_settings, env_settings, SecretsSettingsSource(settings_cls, os.environ.get("SECRETS_DIR"))

    @field_validator("database_url")
    @classmethod
    def names_postgresql(cls, value: str) -> str:
        try:
            driver = make_url(value).drivername
        except ArgumentError as error:
            raise ValueError("it is no URL") from error
        if driver.partition("+")[0] not in ("postgresql", "postgres"):
            raise ValueError("it is not the URL of a PostgreSQL database")
        return value

    @field_validator("otel_exporter_otlp_protocol", "otel_traces_exporter", "otel_sdk_disabled", mode="before")
    @classmethod
    def default_if_empty(cls, value: object, info: ValidationInfo) -> object:
        """An empty variable counts as unset, as OpenTelemetry specifies."""
        return cls.model_fields[str(info.field_name)].default if value == "" else value

    @property
    def traces_endpoint(self) -> str | None:
        """The URL that traces are sent to, or None where tracing is off."""
        if self.otel_sdk_disabled or self.otel_traces_exporter == "none":
            return None
        base = self.otel_exporter_otlp_endpoint
        return self.otel_exporter_otlp_traces_endpoint or (f"{base.rstrip('/')}/v1/traces" if base else None)

    def url_of(self, source: str) -> str:
        """Returns the base URL of a source's API, and so of its feed."""
        url: str = getattr(self, f"{source}_url")
        return url
