"""The journey that tests of containers and of a cluster use, run on one machine, so that it stays up to date."""

import httpx
import pytest

from suite.installation import Installation
from suite.stack import CannotRun, Stack
from suite.stream_proof import verify_streams
from tests.support.journey_run import run_journey
from tests.support.requirements import only_in_full_run


def installation(stack: Stack) -> Installation:
    return Installation({name: url for name, url in stack.urls.items() if name != "issuer"}, stack.urls["issuer"])


@pytest.mark.parametrize(
    "stack", ["kafka", pytest.param("feed", marks=only_in_full_run("the same over the feed"))], indirect=True
)
def test_the_journey_can_be_repeated_and_ends_with_valid_chains(stack: Stack) -> None:
    for _ in range(2):
        lines = run_journey(installation(stack))
        assert "look-ups are refused" in lines[3]
        assert [line.split(":")[0] for line in lines[4:]] == ["procedures", "online_services", "population_lookup"]


def test_a_journey_through_an_installation_with_swapped_services_fails(stack_over_feed: Stack) -> None:
    urls = {**stack_over_feed.urls, "reporting": stack_over_feed.urls["online_services"]}
    with pytest.raises(CannotRun):
        run_journey(Installation(urls, stack_over_feed.urls["issuer"]))


class AlteringTransport(httpx.HTTPTransport):
    """Passes responses on with one character of an event changed."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = super().handle_request(request)
        content = response.read().replace(b'"procedure_code":"9.', b'"procedure_code":"8.', 1)
        return httpx.Response(response.status_code, content=content)


def test_an_event_that_is_changed_in_transit_is_detected(stack_over_feed: Stack) -> None:
    run_journey(installation(stack_over_feed))
    url = stack_over_feed.urls["procedures"]
    assert "unbroken chain" in verify_streams(httpx.Client(), "procedures", url)
    with pytest.raises(CannotRun, match="does not match its hash"):
        verify_streams(httpx.Client(transport=AlteringTransport()), "procedures", url)
