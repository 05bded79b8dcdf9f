"""Decisions published one after another, whatever breaks meanwhile; and what must have come of each of them."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from suite.catch_up import wait_until_caught_up
from tests.support.api_client import Body, Official, figure_changes
from tests.support.observed_stack import ObservedStack
from tests.support.procedures_harness import item
from tests.support.stack_checks import verify_all

FIELDS = ("personal_id", "full_name", "birth_date")
LIFE = {"introduce": -10, "declare_online": -8, "amend": -5, "repeal": -1}
"""What happens to each code, one Decision after the other, and from which day on, counted from today."""
DECISIONS_BETWEEN_FAULTS = 3
"""Decisions before a break, and after it."""
HONEST = {200, 404, 409, 503}
"""What a look-up may meet while things break: an answer, a refusal because the law came or went, or `try again`."""


class SteadyPublishing:
    """Each Decision introduces a code, and brings the three before it one step further: online, amended, repealed."""

    def __init__(self, official: Official, breath: float) -> None:
        self.official = official
        self.breath = breath
        self.published = 0
        self.lookups = 0
        self.over = threading.Event()
        self.failure: BaseException | None = None
        wait_until_caught_up(official.stack)
        self.before = official.figures()

    def work(self) -> None:
        try:
            while not self.over.wait(self.breath):
                self._publish(self.published)
                self.published += 1
                self._look_up(self.official.code(max(self.published - 3, 0)))  # in force until the next Decision
        except BaseException as failed:  # told to the test, in its own thread
            self.failure = failed

    def _publish(self, number: int) -> None:
        key = f"{self.official.mark}-{number}"
        draft = self.official.write_with_retries("procedures", "/v1/decisions", f"{key}-draft", self._body(number))
        path = f"/v1/decisions/{draft.body['id']}"
        for step in ("submit", "approve", "sign"):
            self.official.write_with_retries("procedures", f"{path}/{step}", f"{key}-{step}")
        publish = "procedures", f"{path}/publish", f"{key}-publish"
        published = self.official.write_with_retries(*publish)
        if number % 3 == 0:
            assert self.official.write_with_retries(*publish) == published, (
                "a client whose answer was lost gets it again"
            )

    def _body(self, number: int) -> Body:
        official, items = self.official, []
        for age, (kind, on) in enumerate(list(LIFE.items())[: number + 1]):
            code = official.code(number - age)
            has_content = kind in ("introduce", "amend")
            made = official.version_of(kind, code, on, FIELDS) if has_content else item(kind, code, official.day(on))
            items.append({**made, "changed_parts": []} if kind == "amend" else made)  # all versions here are alike
        return official.body(*items)

    def _look_up(self, code: str) -> httpx.Response | None:
        try:
            response = self.official.look_up(code)
        except httpx.TransportError:
            return None
        assert response.status_code in HONEST, response.text
        if response.status_code == 200:
            self.lookups += 1
            assert set(response.json()["citizen"]) == set(FIELDS)
        return response

    def publish_more(self, decisions: int, within: float = 60) -> None:
        """Until so many more have been published."""
        wanted = self.published + decisions
        for _ in range(int(within / 0.02)):
            if self.published >= wanted or self.failure is not None:
                break
            self.over.wait(0.02)
        assert self.failure is None, self.failure
        assert self.published >= wanted, "publishing stands still"

    def assert_each_took_effect_once(self) -> None:
        """Asked of each service through its own door, and of `verify`."""
        verify_all(self.official.stack)
        count = self.published
        assert count > len(LIFE)
        last = self._look_up(self.official.code(count - 3))
        assert last is not None
        assert last.status_code == 200, "nothing is broken any more"
        counted = figure_changes(self.before, self.official.figures(last.headers["Event-Position"]))
        wanted = dict(
            zip(("introduced", "declared_online", "changed", "repealed"), range(count, count - 4, -1), strict=True)
        )
        wanted |= {"decisions": count, "online": 2, "online_full": 2}
        assert {key: counted[key] for key in wanted} == wanted
        assert counted["lookups_answered"] >= self.lookups, "every answered look-up is counted"
        lives = {
            service["procedure_code"]: service["revision"] for service in self.official.all_offered_services(on=-6)
        }
        registered = {self.official.code(number): min(count - 1 - number, 3) for number in range(count - 1)}
        assert lives == registered, "each code was registered once, reviewed once, withdrawn once"
        versions = [self.official.version(self.official.code(count - age), 0) for age in (1, 2, 3, 4)]
        assert versions == [1, 1, 2, None]


@contextmanager
def steady_publishing(stack: ObservedStack, breath: float = 0.1) -> Iterator[SteadyPublishing]:
    """`breath`: seconds between Decisions; without one they would take the machine from the processes that start
    meanwhile."""
    with Official(stack) as official:
        publishing, began = SteadyPublishing(official, breath), time.monotonic()
        thread = threading.Thread(target=publishing.work)
        thread.start()
        try:
            yield publishing
        finally:
            publishing.over.set()
            thread.join()
        assert publishing.failure is None, publishing.failure
        publishing.assert_each_took_effect_once()
        took = time.monotonic() - began
        print(
            f"{publishing.published} Decisions in {took:.0f} s, each took effect once;"
            f" {publishing.lookups} look-ups answered"
        )
