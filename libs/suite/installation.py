"""A running installation: the URLs of its services, and the source of tokens for it."""

import os
from dataclasses import dataclass
from pathlib import Path

import httpx

from common.check_state import PrerequisiteMissing
from suite.databases import SERVICES


@dataclass(frozen=True)
class Installation:
    """Takes tokens from a development issuer, or reads them from files: `<subject>` if there is one, else `token`."""

    urls: dict[str, str]
    issuer: str = ""
    tokens: Path = Path("/run/tokens")

    @classmethod
    def of_environment(cls, issuer: str, tokens: Path) -> "Installation":
        """Reads PROCEDURES_URL, ONLINE_SERVICES_URL, POPULATION_LOOKUP_URL and REPORTING_URL. Raises
        `PrerequisiteMissing` where one is missing."""
        names = {service: f"{service.upper()}_URL" for service in SERVICES}
        if missing := [name for name in names.values() if not os.environ.get(name)]:
            raise PrerequisiteMissing(f"these settings are missing: {', '.join(missing)}")
        return cls({service: os.environ[name] for service, name in names.items()}, issuer, tokens)

    def token(self, *scopes: str, subject: str = "journey", agency: str = "", name: str = "") -> str:
        if not self.issuer:
            file = self.tokens / subject
            return (file if file.exists() else self.tokens / "token").read_text().strip()
        params = {"sub": subject, "scope": " ".join(scopes), "name": name, "agency": agency}
        response = httpx.post(f"{self.issuer}/token", json=params, timeout=10)
        response.raise_for_status()
        token: str = response.json()["access_token"]
        return token
