"""The procedures: the opening catalogue of each agency, those that wait to be introduced, and the successors of those
that are replaced."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from suite.dataset.draws import chance
from suite.dataset.issuing_agencies import Agency, LegalDocument, agencies
from suite.dataset.subjects import Subject, named_subjects

SCENARIO = "story"
"""The topic of subjects that no Decision of 2023 touches: the story of the demo needs one in force today."""


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
    """Codes look drawn, as the national ones do: nothing is to be read out of them."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, *why: object) -> str:
        attempt = 0
        while (code := self._drawn(*why, attempt)) in self._taken:
            attempt += 1
        self._taken.add(code)
        return code

    @staticmethod
    def _drawn(*why: object) -> str:
        number = chance("code", *why)
        return f"{(1, 1, 2, 3)[number % 4]}.{number // 4 % 13_000:06d}"


class Catalogue:
    """`opening` holds each agency's procedures of 2022; `waiting` those that later Decisions introduce, first come
    first served."""

    def __init__(self) -> None:
        self.codes = Codes()
        self.opening: dict[str, list[Procedure]] = {}
        self.waiting: dict[str, Iterator[Procedure]] = {}
        for agency in agencies().values():
            named = [
                Procedure(self.codes.new(agency.code, name), name, subject) for subject, name in named_subjects(agency)
            ]
            self.opening[agency.code] = named[: agency.procedures]
            self.waiting[agency.code] = iter(
                [procedure for procedure in named[agency.procedures :] if not procedure.subject.topic]
            )

    def successor(self, of: Procedure, document: LegalDocument) -> Procedure:
        name = f"{of.name} (theo quy định tại {document.number})"
        return replace(of, code=self.codes.new("successor", of.code), name=name)


@cache
def scenario_procedure() -> Procedure:
    """In force since 2022, online in full, and lawful for look-ups."""
    opening = (procedure for of_agency in Catalogue().opening.values() for procedure in of_agency)
    return next(procedure for procedure in opening if procedure.subject.topic == SCENARIO)
