"""Procedures as open data: JSON-LD and Turtle are one graph, which conforms to the SHACL shapes of the standard and
would not without any of its mandatory properties."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, SDO, SKOS, XSD, Graph, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import SH
from rdflib.term import Node

from tests.integration.procedures.law.test_content import FULL
from tests.support.open_data import graph_of, needs_shapes, shape_violations, shapes
from tests.support.postgres import Postgres
from tests.support.procedures_harness import ProceduresHarness, content, item, problem, procedures_harness

A, B = "1.000101", "1.000102"
WITH_HOURS = {
    **FULL,
    "channels": [
        {
            "channel": "online",
            "time_limits": [
                {
                    "amount": 4,
                    "unit": "hour",
                    "note": None,
                    "fees": [{"name": "Lệ phí", "amount": 8000, "currency": "VND"}],
                }
            ],
        }
    ],
}
CPSV, CV, ELI = (
    Namespace("http://purl.org/vocab/cpsv#"),
    Namespace("http://data.europa.eu/m8g/"),
    Namespace("http://data.europa.eu/eli/ontology#"),
)
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
MANDATORY = {
    (CPSV.PublicService, DCTERMS.identifier),
    (CPSV.PublicService, DCTERMS.title),
    (CPSV.PublicService, DCTERMS.description),
    (CPSV.PublicService, CV.hasCompetentAuthority),
    (CPSV.Rule, DCTERMS.identifier),
    (CPSV.Rule, DCTERMS.title),
    (CPSV.Rule, DCTERMS.description),
    (CV.Channel, DCTERMS.identifier),
    (CV.Cost, DCTERMS.identifier),
    (CV.Evidence, DCTERMS.identifier),
    (CV.Evidence, DCTERMS.title),
    (CV.Output, DCTERMS.identifier),
    (CV.Output, DCTERMS.title),
    (CV.Requirement, DCTERMS.identifier),
    (CV.Requirement, DCTERMS.title),
    (CV.Participation, DCTERMS.identifier),
    (CV.Participation, DCTERMS.description),
    (CV.Participation, CV.role),
    (CV.Participation, CV.hasParticipant),
    (CV.PublicOrganisation, SKOS.prefLabel),
    (CV.PublicOrganisation, DCTERMS.spatial),
    (FOAF.Agent, DCTERMS.identifier),
    (FOAF.Agent, DCTERMS.title),
}
"""The mandatory properties of CPSV-AP 3.2 of each class that this system writes."""
TYPED_INLINE = (SKOS.Concept, DCTERMS.Location, DCTERMS.LinguisticSystem)


@pytest.fixture(scope="module")
async def harness(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path_factory.mktemp("open_data")) as harness:
        await harness.publish(item("introduce", A, content=FULL), item("introduce", B, content=WITH_HOURS))
        yield harness


async def text_of(harness: ProceduresHarness, path: str, **query: str) -> str:
    response = await harness.http.get(path, params={"in_force_on": "2023-03-01", **query})
    assert response.status_code == 200, response.text
    return response.text


async def graph(harness: ProceduresHarness, code: str = A) -> Graph:
    return graph_of(await text_of(harness, f"/v1/procedures/{code}.ttl"), "turtle")


async def test_both_notations_are_one_graph(harness: ProceduresHarness) -> None:
    json_ld = graph_of(await text_of(harness, f"/v1/procedures/{A}.jsonld"), "json-ld")
    assert len(json_ld) > 100
    assert isomorphic(json_ld, await graph(harness))


async def test_each_part_of_a_procedure_is_a_node_of_its_class(harness: ProceduresHarness) -> None:
    procedure = await graph(harness)
    counts = {
        kind: len(set(procedure.subjects(RDF.type, kind)))
        for kind in (
            CPSV.PublicService,
            CPSV.Rule,
            CV.Channel,
            CV.Cost,
            CV.Evidence,
            CV.Output,
            CV.Requirement,
            CV.Participation,
            CV.PublicOrganisation,
            ELI.LegalResource,
        )
    }
    assert list(counts.values()) == [1, 1, 2, 1, 2, 1, 3, 3, 4, 2]


async def test_hours_are_a_duration_and_working_days_are_none(harness: ProceduresHarness) -> None:
    assert list((await graph(harness)).objects(None, CV.processingTime)) == []
    (duration,) = (await graph(harness, B)).objects(None, CV.processingTime)
    assert (str(duration), duration.datatype) == ("PT4H", XSD.duration)  # type: ignore[attr-defined]  # a literal


@needs_shapes
def test_the_mandatory_properties_are_those_of_the_shapes() -> None:
    mandatory = {
        (shapes().value(shape, SH.targetClass), shapes().value(part, SH.path))
        for shape in shapes().subjects(RDF.type, SH.NodeShape)
        for part in shapes().objects(shape, SH.property)
        if shapes().value(part, SH.minCount)
    }
    written = {kind for kind, _ in MANDATORY}
    assert {(kind, name) for kind, name in mandatory if kind in written} == MANDATORY


@needs_shapes
@pytest.mark.parametrize("code", [A, B])
async def test_a_procedure_with_every_part_conforms_to_the_shapes(harness: ProceduresHarness, code: str) -> None:
    assert shape_violations(await graph(harness, code)) == ""


@needs_shapes
async def test_a_procedure_with_the_fewest_parts_conforms_to_the_shapes(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", "1.000103", content=content()))
    assert shape_violations(await graph(harness, "1.000103")) == ""


@needs_shapes
async def test_a_missing_mandatory_property_violates_the_shapes(harness: ProceduresHarness) -> None:
    whole = await graph(harness)
    for kind, name in sorted(MANDATORY):
        node = next(whole.subjects(RDF.type, kind))
        assert shape_violations(without(whole, node, name)), f"{kind} {name}"


@needs_shapes
@pytest.mark.parametrize("kind", TYPED_INLINE)
async def test_a_missing_type_of_a_concept_place_or_language_violates_the_shapes(
    harness: ProceduresHarness, kind: URIRef
) -> None:
    whole = await graph(harness)
    untyped = 0
    for node in set(whole.subjects(RDF.type, kind)) - set(whole.objects(None, CV.currency)):
        assert shape_violations(without(whole, node, RDF.type)), node
        untyped += 1
    assert untyped


def without(whole: Graph, node: Node, name: Node) -> Graph:
    assert (node, name, None) in whole
    rest = Graph()
    for triple in whole:
        if triple[:2] != (node, name):
            rest.add(triple)
    return rest


async def test_the_service_for_search_engines_uses_terms_of_schema_org_only(harness: ProceduresHarness) -> None:
    service = (await harness.http.get(f"/v1/procedures/{A}.schema.jsonld", params={"in_force_on": "2023-03-01"})).json()
    assert (service.pop("@context"), service["@type"], service["identifier"]) == (
        "https://schema.org",
        "GovernmentService",
        A,
    )
    assert [offer["price"] for offer in service["offers"]] == [8000]

    def terms(part: object) -> set[str]:
        if isinstance(part, list):
            return set().union(*map(terms, part))
        if not isinstance(part, dict):
            return set()
        own = {part["@type"], *(name for name in part if not name.startswith("@"))}
        return own.union(*map(terms, part.values()))

    assert len(terms(service)) > 20
    assert {term for term in terms(service) if term not in SDO} == set()


async def test_iris_begin_with_the_public_address_where_one_is_set(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPEN_DATA_BASE_IRI", "https://tthc.example.gov.vn/v1/")
    async with procedures_harness(postgres, tmp_path) as harness:
        await harness.publish(item("introduce", A))
        turtle = await text_of(harness, f"/v1/procedures/{A}.ttl")
        assert f"<https://tthc.example.gov.vn/v1/procedures/{A}> a cpsv:PublicService" in turtle


@pytest.mark.parametrize("suffix", ["ttl", "jsonld", "schema.jsonld"])
async def test_a_procedure_not_in_force_on_the_day_is_refused_as_in_plain_json(
    harness: ProceduresHarness, suffix: str
) -> None:
    early = await harness.http.get(f"/v1/procedures/{A}.{suffix}", params={"in_force_on": "2023-01-31"})
    assert problem(early)["type"] == "procedure-not-in-force-on-day"
    assert problem(await harness.http.get(f"/v1/procedures/x.{suffix}"))["type"] == "malformed-procedure-code"


async def test_the_suffix_of_a_local_variant_is_part_of_the_code(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", "1.000104.H60"))
    assert "1.000104.H60" in await text_of(harness, "/v1/procedures/1.000104.H60.ttl")
    assert (await harness.http.get("/v1/procedures/1.000104.H60")).json()["code"] == "1.000104.H60"
