"""What is refused, said to people: what is wrong, and where to go on."""

from fastapi import Response

from procedures.shared.formats.words import WORDS
from common.pages.elements import element
from common.pages.shell import Asked, shown

TITLES = {404: "not_found_title", 503: "unavailable_title"}


def refused(asked: Asked, status: int, type: str) -> Response:
    """`type` is that of the problem; one that has no words of its own is a bad request."""
    voice = asked.voice
    said = voice.word(type if type in WORDS else "malformed-request")
    title = voice.word(TITLES.get(status, "bad_request_title"))
    on = element("p", element("a", voice.word("start_again"), href=voice.address("/")))
    answer = shown(asked, title, element("p", said, class_="note"), on, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
