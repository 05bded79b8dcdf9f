"""Decisions with their relations: as a table with a row for each relation, as JSON lines, and as legal resources of the
European Legislation Identifier (ELI)."""

from collections.abc import Mapping, Sequence

import orjson

from common.documents.csv_writing import csv_of
from procedures.open_data.domain.decision_relations import DecisionWithRelations, RelatedDecision, Relation
from procedures.open_data.formats.graph import Node, node, plain_literal, typed_literal
from procedures.open_data.formats.naming import Naming
from procedures.open_data.formats.turtle import turtle_of

HEADINGS = (
    "id",
    "number",
    "canonical_number",
    "issuing_body",
    "signed_on",
    "published_on",
    "title",
    "relation",
    "related_id",
    "related_number",
    "related_issuing_body",
    "related_signed_on",
    "related_title",
    "procedures",
)
PROPERTIES: Mapping[Relation, str] = {
    Relation.REPLACES_LISTS_OF: "dct:replaces",
    Relation.AMENDS: "eli:amends",
    Relation.REPEALS: "eli:repeals",
    Relation.CORRECTED_BY: "eli:corrected_by",
    Relation.ANNULLED_BY: "eli:repealed_by",
}
INSTRUMENTS = frozenset({Relation.CORRECTED_BY, Relation.ANNULLED_BY})
Batch = Sequence[DecisionWithRelations]


def csv_batch(batch: Batch) -> bytes:
    """A Decision without relations has one row."""
    return csv_of(
        (*_cells(decision), *_related_cells(related)) for decision in batch for related in decision.relations or (None,)
    ).encode()


def json_batch(batch: Batch) -> bytes:
    return b"".join(orjson.dumps(decision, default=str, option=orjson.OPT_APPEND_NEWLINE) for decision in batch)


def turtle_batch(batch: Batch, naming: Naming) -> bytes:
    return "".join(turtle_of(legal_resource(decision, naming)) for decision in batch).encode()


def legal_resource(decision: DecisionWithRelations, naming: Naming) -> Node:
    """A related Decision that is not recorded here has no IRI. What replaces the lists of another Decision does so as a
    whole; amendments and repeals are of single procedures of it."""
    resource = document(
        naming.of("decisions", str(decision.id)),
        naming,
        number=decision.number,
        title=decision.title,
        body=decision.issuing_body,
        signed_on=decision.signed_on.isoformat(),
    )
    for relation, property in PROPERTIES.items():
        if others := [_other(other, naming) for other in decision.relations if other.relation is relation]:
            resource[property] = others
    return resource


def document(iri: str | None, naming: Naming, *, number: str, title: str | None, body: str, signed_on: str) -> Node:
    about = {"dct_identifier": body, "dct_title": plain_literal(body)}
    return node(
        "eli:LegalResource",
        iri,
        dct_identifier=number,
        dct_title=plain_literal(title or number),
        dct_publisher=node("foaf:Agent", naming.of("issuing-bodies", body), **about),
        eli_date_document=typed_literal(signed_on, "date"),
    )


def _other(other: RelatedDecision, naming: Naming) -> Node:
    if other.id is not None and other.relation not in INSTRUMENTS:
        return {"@id": naming.of("decisions", str(other.id))}  # described as a Decision of its own
    return document(
        None if other.id is None else naming.of("instruments", str(other.id)),
        naming,
        number=other.number,
        title=other.title,
        body=other.issuing_body,
        signed_on=other.signed_on.isoformat(),
    )


def _cells(decision: DecisionWithRelations) -> tuple[str, ...]:
    return tuple(str(getattr(decision, name)) for name in HEADINGS[:7])


def _related_cells(other: RelatedDecision | None) -> tuple[str, ...]:
    if other is None:
        return ("",) * 7
    named = (other.relation, other.id or "", other.number, other.issuing_body, other.signed_on, other.title or "")
    return (*map(str, named), " ".join(other.procedures))
