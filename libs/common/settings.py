"""Every environment variable that all services share, typed. A service adds its own in its `settings.py`."""

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SecretsSettingsSource, SettingsConfigDict


class ServiceSettings(BaseSettings):
    """One process serves one service, so the names carry no prefix."""

    model_config = SettingsConfigDict(env_file=None, extra="ignore", frozen=True)

    secrets_dir: Path | None = None
    """A folder with settings in files, each named like its variable in small letters; the environment goes before
    it."""
    database_url: str
    """postgresql://user:password@host:port/database"""
    database_pool_size: int = 10
    host: str = "127.0.0.1"
    port: int = 8000
    health_port: int | None = None
    """Where a relay or consumer process, which has no API, answers for its health and metrics."""
    max_request_bytes: int = 10_000_000
    """Bytes of a request's body: a Decision of 2,000 items takes about 3 MB."""

    max_upload_bytes: int = 200_000_000
    """Bytes of a file that is streamed to disk: the national catalogue takes 13 MB."""

    body_timeout: float = 60
    """Seconds in which a request's body must have come."""
    upload_timeout: float = 600
    """The same for a file that is streamed to disk."""
    response_timeout: float = 120
    """Seconds, from then on, until an answer begins."""
    rate_limit: float = Field(0, ge=0)
    """Requests a second that one caller may make in the long run, of each process; 0 sets no limit."""
    rate_burst: int = Field(1_000, ge=1)
    """How many of them at once."""
    trusted_proxy_count: int = Field(0, ge=0)
    """How many proxies before this process are ours: so far X-Forwarded-For is believed."""

    kafka_bootstrap_servers: str | None = None
    """With it events travel on Kafka; without it consumers read the sources' feeds."""
    kafka_username: str | None = None
    """Whom Kafka knows us as (SCRAM-SHA-512); without it nobody is asked."""
    kafka_password: SecretStr | None = None
    kafka_ca_file: Path | None = None
    """Certificates (PEM) of who vouches for the brokers; with it connections are encrypted."""
    kafka_certificate_file: Path | None = None
    """Our own certificate with its chain (PEM), where brokers ask for one."""
    kafka_key_file: Path | None = None
    """Its private key (PEM)."""
    kafka_key_password: SecretStr | None = None
    kafka_replication_factor: int = 1
    """Of topics that a relay makes where they are absent; 3 on a cluster."""
    procedures_url: str = "http://127.0.0.1:8001"
    online_services_url: str = "http://127.0.0.1:8002"
    population_lookup_url: str = "http://127.0.0.1:8003"
    reporting_url: str = "http://127.0.0.1:8004"

    stream_key_file: Path | None = None
    """The Ed25519 private key (PEM, PKCS 8) that signs the heads of this service's stream."""
    service_token_file: Path | None = None
    """Holds the token with which this service reads other services' feeds; read again on each use, since it is
    renewed."""
    jwks_url: str = "http://127.0.0.1:8000/.well-known/jwks.json"
    jwt_issuer: str = "http://127.0.0.1:8000"
    jwt_audience: str = "congbo"
    log_level: str = "INFO"
    docs_base_url: str | None = Field(None, pattern=r"^https?://[^\s<>\"]+/$")
    """Where the folder docs/ is published, with a slash at its end: each problem links to its row in `problems.md`
    there."""

    otel_exporter_otlp_endpoint: str | None = None
    """Where a collector of OpenTelemetry takes traces by OTLP over HTTP; `/v1/traces` is put behind it. Without it none
    are made."""
    otel_exporter_otlp_traces_endpoint: str | None = None
    """The same with the whole path; goes before the other."""
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
        """Where a value is looked for: the folder is asked by this process's environment, not by ours when the class
        was made."""
        return init_settings, env_settings, SecretsSettingsSource(settings_cls, os.environ.get("SECRETS_DIR"))

    @field_validator("otel_exporter_otlp_protocol", "otel_traces_exporter", "otel_sdk_disabled", mode="before")
    @classmethod
    def unset_if_empty(cls, value: object, told: ValidationInfo) -> object:
        """As OpenTelemetry says of its variables."""
        return cls.model_fields[str(told.field_name)].default if value == "" else value

    @property
    def traces_to(self) -> str | None:
        """The whole address, or None where no traces are wanted."""
        if self.otel_sdk_disabled or self.otel_traces_exporter == "none":
            return None
        base = self.otel_exporter_otlp_endpoint
        return self.otel_exporter_otlp_traces_endpoint or (f"{base.rstrip('/')}/v1/traces" if base else None)

    def url_of(self, source: str) -> str:
        """Where a source's API, and so its feed, answers."""
        url: str = getattr(self, f"{source}_url")
        return url
