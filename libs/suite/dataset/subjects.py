"""What procedures are about, and the names that come of it: an act of a family (cấp, cấp lại, gia hạn...) done to an
object within a scope."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from suite.dataset.issuing_agencies import Agency, Field, fields
from suite.dataset.tables import rows


@dataclass(frozen=True, slots=True)
class Subject:
    """`population_fields` are those that its procedures need; `topic` says which Decisions of 2023 may be about it,
    empty: the ordinary ones."""

    field: Field
    family: str
    levels: tuple[str, ...]
    population_fields: tuple[str, ...]
    topic: str
    object: str
    scopes: tuple[str, ...]

    def names(self) -> list[str]:
        """Act by act, so that a short catalogue has the first acts of all objects rather than all acts of the first."""
        things = [f"{self.object} {scope}".rstrip() for scope in self.scopes]
        return [act.format(thing) for act in acts()[self.family] for thing in things]


@cache
def acts() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows("acts"):
        found[row["family"]].append(row["act"])
    return found


@cache
def subjects() -> tuple[Subject, ...]:
    asks = {row["name"]: tuple(row["fields"].split()) for row in rows("asks")}
    return tuple(
        Subject(
            field=fields()[row["field"]],
            family=row["family"],
            levels=tuple(row["levels"].split("+")),
            population_fields=asks[row["asks"]],
            topic=row["topics"],
            object=row["object"],
            scopes=tuple(row["scopes"].split("|")),
        )
        for row in rows("subjects")
    )


def named_subjects(agency: Agency) -> Iterator[tuple[Subject, str]]:
    """Every name that the agency can have, once: the subjects take turns."""
    taken: set[str] = set()
    of_agency = [subject for subject in subjects() if subject.field.agency == agency]
    for turn in zip_longest(*(subject.names() for subject in of_agency)):
        for subject, name in zip(of_agency, turn, strict=True):
            if name is not None and name not in taken:
                taken.add(name)
                yield subject, name
