"""Publishes Decisions one after another while processes fail, and checks in the end that each took effect once."""

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
"""The items about each code, in consecutive Decisions, with the day of effect counted from today."""
DECISIONS_BETWEEN_FAULTS = 3
"""The number of Decisions that are published before a fault, and after it."""
ACCEPTABLE_STATUSES = {200, 404, 409, 503}
"""What a look-up may return during faults: a record, a refusal because no law is in force, or "try again"."""


class SteadyPublishing:
    """Each Decision introduces a code, and takes the three codes before it one step further: online, amended,
    repealed."""

    def __init__(self, official: Official, pause: float) -> None:
        self.official = official
        self.pause = pause
        self.published = 0
        self.lookups = 0
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.work)
        self.failure: BaseException | None = None
        wait_until_caught_up(official.stack)
        self.before = official.figures()

    def work(self) -> None:
        try:
            while not self.over.wait(self.pause):
                self._publish(self.published)
                self.published += 1
                self._look_up(self.official.code(max(self.published - 3, 0)))  # in force until the next Decision
        except BaseException as error:  # raised again in the thread of the test
            self.failure = error

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
                "a client whose response was lost gets it again"
            )

    def _body(self, number: int) -> Body:
        official, items = self.official, []
        for age, (kind, on) in enumerate(list(LIFE.items())[: number + 1]):
            code = official.code(number - age)
            has_content = kind in ("introduce", "amend")
            body = official.version_of(kind, code, on, FIELDS) if has_content else item(kind, code, official.day(on))
            items.append({**body, "changed_parts": []} if kind == "amend" else body)  # all versions are equal here
        return official.body(*items)

    def _look_up(self, code: str) -> httpx.Response | None:
        try:
            response = self.official.look_up(code)
        except httpx.TransportError:
            return None
        assert response.status_code in ACCEPTABLE_STATUSES, response.text
        if response.status_code == 200:
            self.lookups += 1
            assert set(response.json()["citizen"]) == set(FIELDS)
        return response

    def finish(self) -> None:
        """Ends with the Decision that is being published."""
        self.over.set()
        self.thread.join()
        assert self.failure is None, self.failure

    def publish_more(self, decisions: int, within: float = 60) -> None:
        """Waits until so many more Decisions are published."""
        target = self.published + decisions
        for _ in range(int(within / 0.02)):
            if self.published >= target or self.failure is not None:
                break
            self.over.wait(0.02)
        assert self.failure is None, self.failure
        assert self.published >= target, "publishing makes no progress"

    def assert_each_took_effect_once(self) -> None:
        """Checks the effects through the API of each service, and by `verify`."""
        verify_all(self.official.stack)
        count = self.published
        assert count > len(LIFE)
        last = self._look_up(self.official.code(count - 3))
        assert last is not None
        assert last.status_code == 200, "all faults are over"
        counted = figure_changes(self.before, self.official.figures(last.headers["Event-Position"]))
        expected = dict(
            zip(("introduced", "declared_online", "changed", "repealed"), range(count, count - 4, -1), strict=True)
        )
        expected |= {"decisions": count, "online": 2, "online_full": 2}
        assert {key: counted[key] for key in expected} == expected
        assert counted["lookups_answered"] >= self.lookups, "every answered look-up is counted"
        revisions = {
            service["procedure_code"]: service["revision"] for service in self.official.all_offered_services(on=-6)
        }
        registered = {self.official.code(number): min(count - 1 - number, 3) for number in range(count - 1)}
        assert revisions == registered, "each code was registered once, reviewed once, withdrawn once"
        versions = [self.official.version(self.official.code(count - age), 0) for age in (1, 2, 3, 4)]
        assert versions == [1, 1, 2, None]


@contextmanager
def steady_publishing(stack: ObservedStack, pause: float = 0.1) -> Iterator[SteadyPublishing]:
    """`pause`: seconds between Decisions. Without a pause the processes that start meanwhile would get no CPU time."""
    with Official(stack) as official:
        publishing, began = SteadyPublishing(official, pause), time.monotonic()
        publishing.thread.start()
        try:
            yield publishing
        finally:
            publishing.finish()
        publishing.assert_each_took_effect_once()
        took = time.monotonic() - began
        print(
            f"{publishing.published} Decisions in {took:.0f} s, each took effect once;"
            f" {publishing.lookups} look-ups answered"
        )
