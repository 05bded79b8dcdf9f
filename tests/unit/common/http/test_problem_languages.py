"""In which language a problem tells what is the matter."""

from types import SimpleNamespace

import orjson
import pytest
from starlette.requests import Request

from common.http.problems import problem

DETAILS = {"thing-not-found": "Không có vật nào có mã {thing}"}


def request_in(language: str) -> Request:
    state = SimpleNamespace(vietnamese_titles={"thing-not-found": "Không có vật này"}, vietnamese_details=DETAILS)
    headers = [(b"accept-language", language.encode())]
    return Request({"type": "http", "path": "/", "headers": headers, "app": SimpleNamespace(state=state)})


@pytest.mark.parametrize(
    ("language", "facts", "stated", "detail"),
    [
        ("vi", {"thing": "7"}, "vi", "Không có vật nào có mã 7"),
        ("en", {"thing": "7"}, "en", "no thing has the id 7"),
        ("vi", {}, "vi, en", "no thing has the id 7"),
    ],
    ids=["Vietnamese", "English", "a fact that the problem lacks"],
)
def test_a_service_gives_details_in_the_language_that_is_preferred(
    language: str, facts: dict[str, str], stated: str, detail: str
) -> None:
    response = problem(request_in(language), 404, "thing-not-found", "No such thing", "no thing has the id 7", **facts)
    assert (response.headers["content-language"], orjson.loads(response.body)["detail"]) == (stated, detail)


def test_a_list_is_written_as_its_members() -> None:
    response = problem(request_in("vi"), 404, "thing-not-found", "No such thing", "none of 7, 8", thing=["7", 8])
    assert orjson.loads(response.body)["detail"] == "Không có vật nào có mã 7, 8"
