"""What an annex is made of."""

from collections.abc import Mapping
from dataclasses import dataclass

from procedures.decisions.queries.decision_by_id import Listed


@dataclass(frozen=True, slots=True)
class Annexed:
    """`procedures`: by code, the name that a procedure had before this Decision; `agencies` and `fields`: names by code."""

    listed: Listed
    procedures: Mapping[str, str]
    agencies: Mapping[str, str]
    fields: Mapping[str, str]
