"""Creates the keys and the token that the services need, in one folder: for the containers of a trial, which share a
volume."""

from pathlib import Path

from common.eventlog.keys import make_key_file
from suite.tokens import SERVICE_SCOPES, Issuer

SOURCES = ("procedures", "online_services", "population_lookup")
LIFETIME = 10 * 365 * 24 * 3600  # seconds: nobody renews the token


def fill(folder: Path, issuer_url: str) -> None:
    """Writes `<source>.pem` for each source, `issuer.pem` and `service.token`, and creates `channels/` and `webhooks/`
    for the secrets of channels and subscribers.

    An existing key is kept, since followers have pinned it.
    """
    for source in SOURCES:
        if not (file := folder / f"{source}.pem").exists():
            make_key_file(file)
    for secrets in ("channels", "webhooks"):
        (folder / secrets).mkdir(mode=0o700, exist_ok=True)
    issuer = Issuer(folder / "issuer.pem", issuer_url)
    token = folder / "service.token"
    token.touch(mode=0o600)
    token.write_text(issuer.token("system:suite", SERVICE_SCOPES, lifetime=LIFETIME))
