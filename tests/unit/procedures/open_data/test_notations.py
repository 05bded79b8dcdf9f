"""Turtle and JSON-LD of any procedure are one graph, as rdflib parses them."""

from datetime import date
from types import SimpleNamespace

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from procedures.law.domain.contents import Content
from procedures.law.storage.content_rows import encode_content
from procedures.open_data.formats.cpsv_ap import public_service
from procedures.open_data.formats.graph import PREFIXES, node, plain_literal
from procedures.open_data.formats.naming import Naming, as_iri
from procedures.open_data.formats.turtle import HEADER, turtle_of
from tests.support.contents import contents
from tests.support.open_data import graph_of

URN = "urn:congbo:procedures/1.000101"


@settings(max_examples=40, deadline=None)
@given(contents)
def test_both_notations_of_any_content_are_one_graph(content: Content) -> None:
    row = SimpleNamespace(
        code="1.000101",
        name=content.name,
        agency_code="H60.01",
        agency_name="Sở",
        field_code="A",
        field_name="Lĩnh vực",
        levels=content.levels,
        decision_id="01990000-0000-7000-8000-000000000000",
        decision_number="1/QĐ-UBND",
        decision_issuing_body="H60",
        decision_signed_on=date(2023, 1, 15),
        decision_title="Công bố",
        content=orjson.loads(encode_content(content)),
    )
    service = public_service(row, {"H60.01": "Sở"}, Naming())
    assert isomorphic(
        graph_of(HEADER + turtle_of(service), "turtle"),
        graph_of(orjson.dumps({"@context": PREFIXES, **service}).decode(), "json-ld"),
    )


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_turtle(text: str) -> None:
    parsed = graph_of(HEADER + turtle_of(node("cpsv:Rule", URN, dct_title=plain_literal(text))), "turtle")
    assert [str(literal) for _, predicate, literal in parsed if "title" in str(predicate)] == [text] or text == ""


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_http_link_becomes_an_iri(text: str) -> None:
    iri = as_iri(f"https://{text}")
    assert iri is not None
    assert len(graph_of(f"<{iri}> a <urn:x> .", "turtle")) == 1
    assert as_iri(f"javascript:{text}") is None
