"""Turtle and JSON-LD are written here, and read by rdflib: whatever a procedure holds, they are one graph."""

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
def test_whatever_a_content_holds_both_notations_are_one_graph(content: Content) -> None:
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
    made = public_service(row, {"H60.01": "Sở"}, Naming())
    assert isomorphic(
        graph_of(HEADER + turtle_of(made), "turtle"),
        graph_of(orjson.dumps({"@context": PREFIXES, **made}).decode(), "json-ld"),
    )


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_went_in(text: str) -> None:
    found = graph_of(HEADER + turtle_of(node("cpsv:Rule", URN, dct_title=plain_literal(text))), "turtle")
    assert [str(literal) for _, predicate, literal in found if "title" in str(predicate)] == [text] or text == ""


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_link_is_an_iri_or_none(text: str) -> None:
    iri = as_iri(f"https://{text}")
    assert iri is not None
    assert len(graph_of(f"<{iri}> a <urn:x> .", "turtle")) == 1
    assert as_iri(f"javascript:{text}") is None
