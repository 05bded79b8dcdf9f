"""The media types and the encodings of bodies that an operation takes: another one gets 415, which names those."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from fastapi import Request

from common.http.declarations import refuses
from common.http.http_refusals import HttpRefusal

JSON, CSV = "application/json", "text/csv"
BYTES = "application/octet-stream"


class UnsupportedMediaType(HttpRefusal):
    """The body has a media type that the operation does not take, or states none; `accepted` lists those that it
    takes."""

    status, type, title = 415, "unsupported-media-type", "The operation does not take this media type"

    def __init__(self, accepted: Sequence[str]) -> None:
        super().__init__(f"Content-Type must be {' or '.join(accepted)}", accepted=list(accepted))
        self.headers = {"Accept": ", ".join(accepted)}


class UnsupportedContentEncoding(HttpRefusal):
    """The body is compressed, or encoded in another way: a small one could unfold to any size (RFC 9110, 12.5.3)."""

    status, type, title = 415, "unsupported-content-encoding", "A body is sent without a content encoding"
    headers: Mapping[str, str] = MappingProxyType({"Accept-Encoding": "identity"})

    def __init__(self) -> None:
        super().__init__("Content-Encoding must be absent: the body is taken as it is", accepted=["identity"])


def accepted_media_types(route: Any) -> tuple[str, ...]:
    """The media types that the OpenAPI document states for the body; none where the operation takes no body."""
    field = getattr(route, "body_field", None)
    if field is not None:
        return (getattr(field.field_info, "media_type", JSON),)
    stated = (getattr(route, "openapi_extra", None) or {}).get("requestBody", {}).get("content", {})
    return tuple(stated)


@refuses(UnsupportedContentEncoding, UnsupportedMediaType)
async def check_media_type(request: Request) -> None:
    """Raises `UnsupportedContentEncoding` and `UnsupportedMediaType`: a dependency of every route that is no GET, after
    those that authenticate the caller."""
    accepted = accepted_media_types(request.scope["route"])
    if is_encoded(request):
        raise UnsupportedContentEncoding
    if accepted and _has_body(request) and media_type_of(request) not in accepted:
        raise UnsupportedMediaType(accepted)


def media_type_of(request: Request) -> str:
    """A body without a type may be taken for mere bytes (RFC 9110, 8.3)."""
    return request.headers.get("content-type", BYTES).partition(";")[0].strip().lower()


def is_encoded(request: Request) -> bool:
    return request.headers.get("content-encoding", "").strip().lower() not in ("identity", "")


def _has_body(request: Request) -> bool:
    return "transfer-encoding" in request.headers or request.headers.get("content-length", "0") != "0"
