"""The files that pages load: one style, one small script, one picture. Each has an address that changes with its bytes."""

from hashlib import sha256
from importlib.resources import files

STYLE, SCRIPT, ICON = "style.css", "search.js", "icon.svg"
MEDIA_TYPES = {STYLE: "text/css; charset=utf-8", SCRIPT: "text/javascript; charset=utf-8", ICON: "image/svg+xml"}
BYTES = {name: (files(__package__) / name).read_bytes() for name in MEDIA_TYPES}
DIGESTS = {name: sha256(content).hexdigest()[:12] for name, content in BYTES.items()}


def address_of(name: str) -> str:
    return f"/trang/{name}?v={DIGESTS[name]}"
