"""Signs the tokens of the development issuer. It is never for a real installation: whoever runs the suite can create
any token."""

import json
import time
from collections.abc import Iterable
from pathlib import Path

import jwt

from common.eventlog.keys import key_id_of, load_key, make_key_file, public_bytes

AUDIENCE = "congbo"
SERVICE_SCOPES = ("events.read", "impact.read", "counts.read")
"""What the services of the suite may ask one another for."""
LIFETIME = 30 * 24 * 3600  # seconds: `make up` may stay up for weeks


class Issuer:
    """Signs tokens with an Ed25519 key from a file, which is created where it does not exist."""

    def __init__(self, key_file: Path, url: str) -> None:
        if not key_file.exists():
            make_key_file(key_file)
        self.key = load_key(key_file)
        self.url = url
        self.key_id = key_id_of(public_bytes(self.key))

    def jwks(self) -> dict[str, list[dict[str, str]]]:
        public: dict[str, str] = json.loads(jwt.algorithms.OKPAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": self.key_id, "alg": "EdDSA", "use": "sig"}]}

    def token(
        self, subject: str, scopes: Iterable[str], name: str = "", agency: str = "", lifetime: int = LIFETIME
    ) -> str:
        now = int(time.time())
        claims = {
            "iss": self.url,
            "aud": AUDIENCE,
            "sub": subject,
            "name": name or subject,
            "agency": agency,
            "scope": " ".join(scopes),
            "iat": now,
            "exp": now + lifetime,
        }
        return jwt.encode(claims, self.key, algorithm="EdDSA", headers={"kid": self.key_id})
