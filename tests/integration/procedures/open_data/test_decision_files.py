"""All Decisions in one file: each with its relations to other ones and to the instruments that rectified it."""

import csv
import io
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from rdflib import DCTERMS, Graph, Literal, Namespace, URIRef

from procedures.open_data.queries import published_decisions
from tests.support.postgres import Postgres
from tests.support.procedures_harness import LAW, ProceduresHarness, content, item, procedures_harness

A, B, C, D = "1.000101", "1.000102", "1.000103", "1.000104"
MARCH, MAY = "2023-03-01", "2023-05-01"
OLD = {"number": "977/QĐ-UBND", "signed_on": "2019-05-06"}
ELI = Namespace("http://data.europa.eu/eli/ontology#")


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def published(harness: ProceduresHarness) -> tuple[str, str, str]:
    """The ids of three Decisions: the second changes procedures of the first, and is rectified; the third changes one
    of both."""
    first = await harness.publish(*(item("introduce", code) for code in (A, B, C)))
    second = await harness.publish(
        item("amend", A, MARCH),
        item("repeal", B, MARCH, legal_document_number=LAW["number"]),
        item("replace", C, MARCH, successor_code=D),
        replaces_lists_of=[{"decision_id": first["id"]}, OLD],
    )
    third = await harness.publish(item("standardise", A, MAY), item("confirm", D, MAY))
    await harness.annul(second["id"], MARCH, 2)
    corrected = {"number": 3, "content": content(name="Tên đúng"), "corrected_parts": ["name"]}
    await harness.correct(second["id"], corrected)
    return first["id"], second["id"], third["id"]


async def file(harness: ProceduresHarness, suffix: str) -> httpx.Response:
    response = await harness.http.get(f"/v1/decisions.{suffix}")
    assert response.status_code == 200, response.text
    return response


async def lines(harness: ProceduresHarness) -> dict[str, list[tuple[str, str | None, list[str]]]]:
    decisions: list[dict[str, Any]] = [json.loads(line) for line in (await file(harness, "jsonl")).text.splitlines()]
    return {
        decision["id"]: [(other["relation"], other["id"], other["procedures"]) for other in decision["relations"]]
        for decision in decisions
    }


@pytest.mark.parametrize("batch", [1, 500])
async def test_each_decision_has_its_relations(
    harness: ProceduresHarness, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(published_decisions, "BATCH", batch)
    first, second, third = await published(harness)
    await harness.draft(item("amend", A, MAY), replaces_lists_of=[{"decision_id": first}])
    relations = await lines(harness)
    assert set(relations) == {first, second, third}
    assert relations[first] == []
    assert relations[third] == [("amends", second, [A])]
    (annulment,) = [id for kind, id, _ in relations[second] if kind == "annulled_by"]
    (correction,) = [id for kind, id, _ in relations[second] if kind == "corrected_by"]
    assert relations[second] == [
        ("replaces_lists_of", first, []),
        ("replaces_lists_of", None, []),
        ("amends", first, [A]),
        ("annulled_by", annulment, []),
        ("corrected_by", correction, []),
        ("repeals", first, [C]),
    ], "the repeal of B was annulled"


async def test_the_table_has_a_row_for_each_relation(harness: ProceduresHarness) -> None:
    first, second, third = await published(harness)
    rows = list(csv.DictReader(io.StringIO((await file(harness, "csv")).text.removeprefix("\ufeff"))))
    assert [row["id"] for row in rows].count(second) == 6
    (alone,) = [row for row in rows if row["id"] == first]
    assert (alone["relation"], alone["related_id"], alone["canonical_number"]) == ("", "", "1/QĐ-UBND")
    (amending,) = [row for row in rows if row["id"] == third]
    assert (amending["relation"], amending["related_number"], amending["procedures"]) == ("amends", "2/QĐ-UBND", A)


async def test_the_graph_names_related_decisions_by_their_iris(harness: ProceduresHarness) -> None:
    first, second, third = (URIRef(f"urn:congbo:decisions/{id}") for id in await published(harness))
    response = await file(harness, "ttl")
    assert response.headers["Event-Position"].startswith("procedures/0:")
    graph = Graph().parse(data=response.text, format="turtle")
    assert set(graph.objects(third, ELI.amends)) == {second}
    assert set(graph.objects(second, ELI.repeals)) == {first}
    replaced = set(graph.objects(second, DCTERMS.replaces))
    assert first in replaced
    (unrecorded,) = replaced - {first}
    assert list(graph.objects(unrecorded, DCTERMS.identifier)) == [Literal(OLD["number"])]
    (instrument,) = graph.objects(second, ELI.corrected_by)
    assert str(instrument).startswith("urn:congbo:instruments/")
