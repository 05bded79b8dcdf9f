"""The files that pages load: one style, one icon, and the scripts of a service. The address of a file changes with its
content."""

from hashlib import sha256
from importlib.resources import files
from pathlib import PurePath
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import AfterValidator

STYLE, ICON = "style.css", "icon.svg"
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
FOR_A_YEAR = "public, max-age=31536000, immutable"


class StaticFiles:
    """Holds the files of `common.pages.assets` and of other packages in memory."""

    def __init__(self, *packages: str) -> None:
        self._bytes: dict[str, bytes] = {}
        for package in ("common.pages.assets", *packages):
            for file in files(package).iterdir():
                if PurePath(file.name).suffix in MEDIA_TYPES:
                    if file.name in self._bytes:
                        raise ValueError(f"{package} holds {file.name}, which another package holds too")
                    self._bytes[file.name] = file.read_bytes()
        self._digests = {name: sha256(content).hexdigest()[:12] for name, content in self._bytes.items()}

    def path_of(self, name: str) -> str:
        return f"/trang/{name}"

    def address_of(self, name: str) -> str:
        return f"{self.path_of(name)}?v={self._digests[name]}"

    def add_route(self, router: APIRouter) -> None:
        async def static_file(name: Annotated[str, AfterValidator(self._known)], v: str = "") -> Response:
            """A browser keeps the file for a year where `v` is the digest of its current content."""
            cache_control = FOR_A_YEAR if v == self._digests[name] else "no-cache"
            media_type = MEDIA_TYPES[PurePath(name).suffix]
            return Response(self._bytes[name], media_type=media_type, headers={"Cache-Control": cache_control})

        router.add_api_route(self.path_of("{name}"), static_file)

    def _known(self, name: str) -> str:
        if name not in self._bytes:
            raise ValueError("no such file")
        return name
