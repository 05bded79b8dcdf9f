"""Reads open data with rdflib, which did not write them, and validates them with the SHACL shapes of CPSV-AP."""

import os
import warnings
from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph

DATA = os.environ.get("CONGBO_REAL_DATA")
needs_shapes = pytest.mark.skipif(
    DATA is None, reason="CONGBO_REAL_DATA names no folder: the shapes of CPSV-AP lie outside the project"
)


@cache
def shapes() -> Graph:
    return Graph().parse(Path(DATA or "") / "vocab/cpsv-ap-3.2.0-shacl.ttl")


def graph_of(text: str, notation: str) -> Graph:
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # rdflib's JSON-LD goes through a class of its own that it deprecates
        return Graph().parse(data=text, format=notation)


def shape_violations(graph: Graph) -> str:
    """The report of the validation; empty if the data conform."""
    from pyshacl import validate  # noqa: PLC0415  # takes a second, which skipped tests need not wait for

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        conforms, _, report = validate(graph, shacl_graph=shapes(), advanced=False)
    return "" if conforms else str(report)
