"""The journey that containers and a cluster are tried with, made on one machine: so it keeps up with how Decisions are
published."""

import httpx
import pytest

from suite.installation import Installation
from suite.stack import CannotRun, Stack
from suite.stream_proof import verify_streams
from tests.support.journey_run import run_journey


def installation(stack: Stack) -> Installation:
    return Installation({name: url for name, url in stack.urls.items() if name != "issuer"}, stack.urls["issuer"])


def test_the_journey_can_be_made_again_and_again_and_ends_with_sound_chains(stack: Stack) -> None:
    for _ in range(2):
        said = run_journey(installation(stack))
        assert "look-ups are refused" in said[3]
        assert [line.split(":")[0] for line in said[4:]] == ["procedures", "online_services", "population_lookup"]


def test_a_journey_through_an_installation_whose_services_are_mixed_up_is_not_made(stack_over_feed: Stack) -> None:
    urls = {**stack_over_feed.urls, "reporting": stack_over_feed.urls["online_services"]}
    with pytest.raises(CannotRun):
        run_journey(Installation(urls, stack_over_feed.urls["issuer"]))


class Altering(httpx.HTTPTransport):
    """Passes on what the services answer, but for one letter in an event."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = super().handle_request(request)
        content = response.read().replace(b'"procedure_code":"9.', b'"procedure_code":"8.', 1)
        return httpx.Response(response.status_code, content=content)


def test_an_event_that_is_changed_on_its_way_is_found(stack_over_feed: Stack) -> None:
    run_journey(installation(stack_over_feed))
    url = stack_over_feed.urls["procedures"]
    assert "unbroken chain" in verify_streams(httpx.Client(), "procedures", url)
    with pytest.raises(CannotRun, match="does not follow what comes before it"):
        verify_streams(httpx.Client(transport=Altering()), "procedures", url)
