"""The heading of a Decision whose annex is uploaded: query parameters, since the body is the file itself."""

import re
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from common.contracts.parts import Level
from common.http.days import Day
from procedures.annex_files.domain.row_defaults import RowDefaults
from procedures.annex_files.domain.vocabulary import KINDS
from procedures.decisions.api.decision_requests import ReplacedListsIn
from procedures.decisions.domain.decision import Decision, ReplacedLists
from procedures.law.domain.references import ItemKind
from procedures.national_catalogue.domain.facts import LEVELS
from procedures.shared.api.text_fields import AgencyCode, Body, FieldCode, Line, Number, Sha256

LISTS = re.compile(r"(?P<number>.+?) (?P<day>\d{4}-\d{2}-\d{2})")
"""A Decision that is named by number and day: `977/QĐ-UBND 2024-05-06`."""


def replaced_lists(stated: str) -> ReplacedLists:
    """Reads an id, or a number and a day. Raises `ValueError`."""
    if named := LISTS.fullmatch(stated.strip()):
        return ReplacedListsIn.model_validate({"number": named["number"], "signed_on": named["day"]}).lists()
    return ReplacedLists(UUID(stated.strip()))


def _readable(stated: list[str]) -> list[str]:
    for lists in stated:
        replaced_lists(lists)
    return stated


class HeadingIn(Body):
    """`replaces_lists_of` names each Decision whose lists these replace: by its id, or by its number and its day, such
    as `977/QĐ-UBND 2024-05-06`.

    `effective_on`, `kind` and the members that begin with `item_` hold for all rows that do not state them: national
    records state neither the day on which they become law in the province nor the agency of the province to which they
    belong, and annexes often state these once for all rows. Rows of national JSON are always introduced.
    `published_on`, `signed_file_sha256` and `signer` are for a `back_entered` Decision only."""

    number: Number
    issuing_body: AgencyCode
    signed_on: Day
    agency_code: AgencyCode
    title: Line
    topics: list[Annotated[str, Field(pattern=r"^[a-z0-9_]{1,60}$")]] = Field(default_factory=list, max_length=100)
    back_entered: bool = False
    published_on: Day | None = None
    signed_file_sha256: Sha256 | None = None
    signer: Line | None = None
    shortened: bool = False
    replaces_lists_of: Annotated[list[Annotated[str, Field(max_length=200)]], AfterValidator(_readable)] = Field(
        default_factory=list, max_length=100
    )
    effective_on: Day | None = None
    item_agency_code: AgencyCode | None = None
    item_field_code: FieldCode | None = None
    item_levels: list[Level] = Field(default_factory=list, max_length=5)
    kind: ItemKind | None = None
    dry_run: Annotated[bool, Field(description="only returns what the outcome of each row would be")] = False

    def heading(self, id: UUID) -> Decision:
        return Decision(
            id=id,
            number=self.number,
            issuing_body=self.issuing_body,
            signed_on=self.signed_on,
            agency_code=self.agency_code,
            title=self.title,
            items=(),
            topics=tuple(dict.fromkeys(self.topics)),
            back_entered=self.back_entered,
            published_on=self.published_on,
            signed_file_sha256=self.signed_file_sha256,
            signer=self.signer if self.back_entered else None,
            shortened=self.shortened,
            replaces_lists_of=tuple(map(replaced_lists, self.replaces_lists_of)),
        )

    def row_defaults(self) -> RowDefaults:
        levels = ", ".join(word for word, level in LEVELS.items() if level in self.item_levels)
        kind = next((word for word, kind in KINDS.items() if kind is self.kind), None)
        return RowDefaults(self.effective_on, self.item_agency_code, self.item_field_code, kind, levels or None)
