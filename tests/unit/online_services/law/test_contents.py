"""What is fetched is kept only if it is what the stream announced."""

from hashlib import sha256

import pytest

from online_services.law.domain.contents import ContentDiffers, MissingContent, checked

BODY = '{"name":"Cấp bản sao"}'.encode()
HASH = sha256(BODY).hexdigest()


@pytest.mark.parametrize("stated", [HASH, None])
def test_a_content_is_kept_byte_for_byte_with_its_hash(stated: str | None) -> None:
    content = checked(MissingContent("1.000101", 2, stated), BODY)
    assert (content.text.encode(), content.content_sha256, content.stated) == (BODY, HASH, stated is not None)


@pytest.mark.parametrize(
    ("stated", "body"),
    [
        (HASH, BODY + b" "),
        (HASH, b"{}"),
        (None, b"<html>"),
        (None, b"[]"),
        (None, b"\xff"),
        (None, b""),
    ],
    ids=["a byte more", "another content", "a page of a proxy", "no object", "no text", "nothing"],
)
def test_anything_else_is_refused(stated: str | None, body: bytes) -> None:
    with pytest.raises(ContentDiffers):
        checked(MissingContent("1.000101", 2, stated), body)
