"""The procedures of the dataset: the opening catalogue of each agency, the procedures that later Decisions introduce,
and the successors of replaced procedures."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from suite.dataset.draws import chance
from suite.dataset.issuing_agencies import Agency, LegalDocument, agencies
from suite.dataset.subjects import Subject, named_subjects

SCENARIO = "scenario"
"""The topic of subjects that no Decision of 2023 changes: the demo scenario needs one that is in force today."""


@dataclass(frozen=True, slots=True)
class Procedure:
    code: str
    name: str
    subject: Subject

    @property
    def agency(self) -> Agency:
        return self.subject.field.agency

    @property
    def highest_level(self) -> str:
        return self.subject.levels[0]


class Codes:
    """Draws unique codes pseudorandomly: like the national ones, they carry no meaning."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, *key: object) -> str:
        attempt = 0
        while (code := self._draw(*key, attempt)) in self._taken:
            attempt += 1
        self._taken.add(code)
        return code

    @staticmethod
    def _draw(*key: object) -> str:
        number = chance("code", *key)
        return f"{(1, 1, 2, 3)[number % 4]}.{number // 4 % 13_000:06d}"


class Catalogue:
    """`opening` holds the procedures of each agency in 2022, `waiting` those that later Decisions introduce, in this
    order."""

    def __init__(self) -> None:
        self.codes = Codes()
        self.opening: dict[str, list[Procedure]] = {}
        self.waiting: dict[str, Iterator[Procedure]] = {}
        for agency in agencies().values():
            procedures = [
                Procedure(self.codes.new(agency.code, name), name, subject) for subject, name in named_subjects(agency)
            ]
            self.opening[agency.code] = procedures[: agency.procedures]
            later = [procedure for procedure in procedures[agency.procedures :] if not procedure.subject.topic]
            self.waiting[agency.code] = iter(later)

    def successor(self, replaced: Procedure, document: LegalDocument) -> Procedure:
        name = f"{replaced.name} (theo quy định tại {document.number})"
        return replace(replaced, code=self.codes.new("successor", replaced.code), name=name)


@cache
def scenario_procedure() -> Procedure:
    """Returns a procedure that is in force since 2022, fully online, and permits look-ups."""
    opening = (procedure for of_agency in Catalogue().opening.values() for procedure in of_agency)
    return next(procedure for procedure in opening if procedure.subject.topic == SCENARIO)
