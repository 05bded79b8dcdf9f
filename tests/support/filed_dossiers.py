"""Dossiers of one agency that are filed, received and handled at its counter, through the APIs of running services."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from suite.catch_up import wait_until_caught_up
from tests.support.api_client import Body, Official, WriteResult
from tests.support.observed_stack import ObservedStack
from tests.support.stack_checks import verify_all

ROLES = ("receiver", "handler", "signer", "deliverer")
CHANNEL = {"channel": "direct", "time_limits": [{"amount": 5, "unit": "working_day"}]}
APPLICANT = {"personal_id": "008099000001", "full_name": "Nguyễn Thị Bình"}
WAYS = {
    "open": (),
    "done": (("handler", "handling"), ("signer", "result")),
    "stopped": (("handler", "handling"), ("signer", "stop")),
}
"""What becomes of a received dossier, by the figure of the report that counts it: acts with the roles that do them."""
REASON = "Hồ sơ không đủ điều kiện"


class HandlingAgency:
    """The agency of an official, with a procedure that can be filed and an officer for each role. All writes are
    repeated with the same key until they succeed."""

    def __init__(self, official: Official) -> None:
        self.official = official
        self.code = official.code(1)
        self.tokens = {
            role: official.stack.token("dossiers.handle", subject=f"{role}-{official.mark}", agency=official.agency)
            for role in ROLES
        }
        published = official.publish(official.version_of("introduce", self.code, -10, (), channels=[CHANNEL]))
        keeper = official.stack.token("dossiers.officers", subject="keeper", agency="H60")
        officers = [
            {
                "agency_code": official.agency,
                "subject": f"{role}-{official.mark}",
                "role": role,
                "valid_from": official.day(-10),
                "legal_basis": "Quyết định phân công",
            }
            for role in ROLES
        ]
        official.ok(
            "online_services",
            "POST",
            "/v1/dossier-officers",
            json={"officers": officers},
            at_least=published.position,
            others={"Authorization": f"Bearer {keeper}"},
        )

    def file(self, key: str) -> Body:
        body = {
            "procedure_code": self.code,
            "channel": "direct",
            "receiving_agency": self.official.agency,
            "deciding_agency": self.official.agency,
            "applicant": APPLICANT,
            "papers": [],
        }
        own = {"Authorization": f"Bearer {self.tokens['receiver']}"}
        return self.official.write_with_retries("online_services", "/v1/dossiers", f"{key}-file", body, own).body

    def act(self, key: str, dossier: Body, role: str, act: str, **body: str) -> WriteResult:
        own = {"Authorization": f"Bearer {self.tokens[role]}", "If-Match": f'"{dossier["revision"]}"'}
        path = f"/v1/dossiers/{dossier['id']}/{act}"
        return self.official.write_with_retries("online_services", path, f"{key}-{act}", body, own)

    def register(self) -> list[Body]:
        """The lines of the dossiers that were received since yesterday, over all pages."""
        own = {"Authorization": f"Bearer {self.tokens['receiver']}"}
        params = {"from": self.official.day(-1), "to": self.official.day(0), "limit": "200"}
        lines: list[Body] = []
        while True:
            page = self.official.ok("online_services", "GET", "/v1/register", params=params, others=own).body
            lines += page["items"]
            if page["next"] is None:
                return lines
            params["after"] = page["next"]

    def report(self, at_least: str = "") -> Body:
        """That of yesterday and today: it may be midnight."""
        period = f"{self.official.day(-1)}..{self.official.day(0)}"
        params = {"period": period, "agency": self.official.agency}
        return self.official.ok("reporting", "GET", "/v1/reports/dossiers", params=params, at_least=at_least).body


class SteadyFiling:
    """Files dossiers one after another, each received and then left open, finished or stopped."""

    def __init__(self, agency: HandlingAgency) -> None:
        self.agency = agency
        self.ends: Counter[str] = Counter()
        self.numbers: list[str] = []
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.work)
        self.failure: BaseException | None = None

    def work(self) -> None:
        try:
            while not self.over.wait(0.05):
                self._handle(len(self.numbers))
        except BaseException as error:  # raised again in the thread of the test
            self.failure = error

    def _handle(self, number: int) -> None:
        key, end = f"{self.agency.official.mark}-{number}", list(WAYS)[number % len(WAYS)]
        received = self.agency.act(key, self.agency.file(key), "receiver", "reception")
        state = received.body
        for role, act in WAYS[end]:
            body = {"reason": REASON} if act == "stop" else {}
            state = self.agency.act(key, state, role, act, **body).body
        assert self.agency.file(key)["id"] == state["id"], "a client whose response was lost gets the same dossier"
        self.numbers.append(received.body["number"])
        self.ends[end] += 1

    def file_more(self, dossiers: int, within: float = 90) -> None:
        """Waits until so many more dossiers are handled."""
        target = len(self.numbers) + dossiers
        for _ in range(int(within / 0.02)):
            if len(self.numbers) >= target or self.failure is not None:
                break
            self.over.wait(0.02)
        assert self.failure is None, self.failure
        assert len(self.numbers) >= target, "filing makes no progress"

    def finish(self) -> None:
        """Ends with the dossier that is being handled."""
        self.over.set()
        self.thread.join()
        assert self.failure is None, self.failure

    def assert_each_is_there_once(self) -> None:
        """Checks numbers, register, report and streams: nothing is lost, doubled or left out."""
        verify_all(self.agency.official.stack)
        assert sorted(line["number"] for line in self.agency.register()) == sorted(self.numbers)
        by_day: dict[str, list[int]] = {}
        for number in self.numbers:
            day, _, counted = number.removeprefix(f"{self.agency.official.agency}-").partition("-")
            by_day.setdefault(day, []).append(int(counted))
        assert all(sorted(counted) == list(range(1, len(counted) + 1)) for counted in by_day.values()), by_day
        report = self.agency.report()
        figures = {figure["key"]: figure["value"] for figure in report["figures"]}
        counted_ends = {end: figures[f"dossiers_{end}"] for end in WAYS}
        assert (counted_ends, figures["dossiers_received"]) == (dict(self.ends), len(self.numbers))
        assert report["balanced"]


@contextmanager
def steady_filing(stack: ObservedStack) -> Iterator[SteadyFiling]:
    with Official(stack) as official:
        filing = SteadyFiling(HandlingAgency(official))
        wait_until_caught_up(stack)
        filing.thread.start()
        try:
            yield filing
        finally:
            filing.finish()
        filing.assert_each_is_there_once()
