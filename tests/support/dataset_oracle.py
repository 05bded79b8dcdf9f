"""A naive oracle of the demo dataset: it reads the request bodies one after the other and applies the simplest rules.

It shares no code with the dataset or the services. It keeps one row for each span of days in which a code is law, and
for each in which a service is offered.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from suite.dataset import Step

Body = dict[str, Any]
LEVELS_VALID_UNTIL = {"ministry": None, "province": None, "district": date(2025, 6, 30), "commune": None, "other": None}
REASONS = {"must_be_present", "field_verification", "technical_incident", "other_technical_problem"}
HIGHEST_FIRST = ("ministry", "province", "district", "commune", "other")


@dataclass
class Span:
    """The first day, and the first day after the last; `level` if it is a span of a service."""

    start: date
    end: date | None = None
    level: str = ""

    def covers(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


@dataclass
class DatasetOracle:
    law: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    services: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    levels: dict[str, list[str]] = field(default_factory=dict)
    numbers: set[tuple[str, str, int]] = field(default_factory=set)
    decisions: list[Body] = field(default_factory=list)
    declared: list[tuple[str, str]] = field(default_factory=list)

    def apply(self, steps: Iterable[Step]) -> "DatasetOracle":
        for step in steps:
            if step.path == "/v1/decisions":
                self.decide(step.body)
            else:
                assert step.path == "/v1/online-services"
                self.register(step.body["services"])
        return self

    def decide(self, body: Body) -> None:
        signed = date.fromisoformat(body["signed_on"])
        assert body["back_entered"]
        assert signed <= date.fromisoformat(body["published_on"])
        assert (body["issuing_body"], body["number"], signed.year) not in self.numbers, (
            f"{body['number']} is used twice"
        )
        self.numbers.add((body["issuing_body"], body["number"], signed.year))
        documents = {document["number"]: document for document in body["legal_documents"]}
        assert all(date.fromisoformat(document["issued_on"]) <= signed for document in documents.values())
        assert [item["number"] for item in body["items"]] == list(range(1, len(body["items"]) + 1))
        codes = [code for item in body["items"] for code in (item["procedure_code"], item["successor_code"]) if code]
        assert len(codes) == len(set(codes)), f"{body['number']} names a code twice"
        for item in body["items"]:
            self.check(item, signed, documents)
            self.change(item)
        for process in body["processes"]:
            assert process["procedure_code"] in self.law
        assert len({process["code"] for process in body["processes"]}) == len(body["processes"])
        self.decisions.append(body)

    def check(self, item: Body, signed: date, documents: dict[str, Body]) -> None:
        effective = date.fromisoformat(item["effective_on"])
        cited = documents[
            item["legal_document_number"]
        ]  # also for repeals: each item of the dataset cites its document
        if effective < signed:
            assert date.fromisoformat(cited["effective_on"]) <= effective
        assert (item["content"] is not None) == (item["kind"] in ("introduce", "amend", "replace"))
        assert (item["online_level"] is not None) == (item["kind"] == "declare_online")
        assert item["successor_code"] is None or item["kind"] == "replace"
        for level in item["content"]["levels"] if item["content"] else ():
            last = LEVELS_VALID_UNTIL[level]
            assert last is None or signed <= last

    def change(self, item: Body) -> None:
        code, on = item["procedure_code"], date.fromisoformat(item["effective_on"])
        assert self.is_law(code, on) == (item["kind"] != "introduce"), f"{item['kind']} of {code} on {on}"
        if item["content"]:
            self.levels[item["successor_code"] or code] = item["content"]["levels"]
        match item["kind"]:
            case "introduce":
                self.begin(code, on)
            case "repeal":
                self.finish(code, on)
            case "replace" if item["successor_code"]:
                self.finish(code, on)
                assert not self.is_law(item["successor_code"], on)
                self.begin(item["successor_code"], on)
            case "declare_online":
                self.declared.append((code, next(level for level in HIGHEST_FIRST if level in self.levels[code])))
                self.raise_to_full(code, on)

    def is_law(self, code: str, on: date) -> bool:
        return any(span.covers(on) for span in self.law.get(code, ()))

    def begin(self, code: str, on: date) -> None:
        assert not self.law.get(code), "no code of the dataset comes back"
        self.law[code].append(Span(on))

    def finish(self, code: str, on: date) -> None:
        for spans in (self.law[code], self.services[code]):
            spans[:] = [span for span in spans if span.start < on]
            for span in spans:
                span.end = min(span.end or on, on)

    def register(self, services: list[Body]) -> None:
        for service in services:
            code, on = service["procedure_code"], date.fromisoformat(service["effective_on"])
            assert self.is_law(code, on), f"{code} is no law on {on}"
            assert not self.services[code], f"{code} is registered already"
            reason = service["partial_reason"]
            assert (reason is not None) == (service["level"] == "partial")
            assert reason is None or (reason["code"] in REASONS and reason["legal_basis"])
            self.services[code].append(Span(on, self.law[code][-1].end, service["level"]))

    def raise_to_full(self, code: str, on: date) -> None:
        (last,) = [span for span in self.services[code] if span.covers(on)]
        assert last.level == "partial", f"{code} is full already"
        self.services[code].append(Span(on, last.end, "full"))
        last.end = on

    def offered_on(self, day: date) -> dict[str, str]:
        return {code: span.level for code, spans in self.services.items() for span in spans if span.covers(day)}

    def of_year(self, year: int) -> list[Body]:
        return [body for body in self.decisions if body["signed_on"].startswith(str(year))]
