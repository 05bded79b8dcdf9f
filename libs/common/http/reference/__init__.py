"""`/docs`: the API reference, made in the browser from the OpenAPI document by Swagger UI.

All its files are served from here, so that it works without internet and no script of others runs. The files of Swagger
UI are unchanged; `swagger_ui/SOURCE.json` names their version, licence and hashes.
"""

import html
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from common.http.etags import body_tag, not_modified_or

FOLDER = Path(__file__).parent
FILES = {
    "swagger-ui.css": (FOLDER / "swagger_ui" / "swagger-ui.css", "text/css"),
    "swagger-ui-bundle.js": (FOLDER / "swagger_ui" / "swagger-ui-bundle.js", "text/javascript"),
    "start.js": (FOLDER / "start.js", "text/javascript"),
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
FOR_EVER = "public, max-age=31536000, immutable"
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs/{release}/swagger-ui.css">
</head>
<body>
<div id="reference"></div>
<noscript><p>This page is made by a script from the <a href="openapi.json">OpenAPI document</a>.</p></noscript>
<script src="docs/{release}/swagger-ui-bundle.js"></script>
<script src="docs/{release}/start.js"></script>
</body>
</html>
"""


def reference_routes(title: str) -> Sequence[BaseRoute]:
    """Returns the routes of `/docs` and its files. Starlette answers HEAD wherever it answers GET."""

    def page(request: Request) -> Response:
        body = PAGE.format(title=html.escape(title), release=release()).encode()
        return _response(request, body, "text/html; charset=utf-8", "no-cache")

    return (Route("/docs", page), Route("/docs/{release}/{name}", file))


def file(request: Request) -> Response:
    """A file of the page. It may be kept for ever under the release that the page names; a process of another release
    answers too, so that pages work while processes are replaced."""
    name = request.path_params["name"]
    if name not in FILES:
        raise HTTPException(404)
    path, media_type = FILES[name]
    kept = FOR_EVER if request.path_params["release"] == release() else "no-cache"
    return _response(request, _bytes(path), f"{media_type}; charset=utf-8", kept)


@cache
def release() -> str:
    """Changes with any byte of the files."""
    return sha256(b"".join(_bytes(path) for path, _ in FILES.values())).hexdigest()[:12]


@cache
def _bytes(path: Path) -> bytes:
    return path.read_bytes()


def _response(request: Request, body: bytes, media_type: str, kept: str) -> Response:
    headers = {"ETag": body_tag(body), "Cache-Control": kept, "Content-Security-Policy": POLICY}
    return not_modified_or(request, Response(body, media_type=media_type, headers=headers))
