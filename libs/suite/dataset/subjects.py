"""The subjects of procedures, and the names composed from them: an act of a family (cấp, cấp lại, gia hạn...), an
object and a scope."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from suite.dataset.issuing_agencies import Agency, Field, fields
from suite.dataset.tables import rows


@dataclass(frozen=True, slots=True)
class Subject:
    """`population_fields` are those that its procedures need, `household_member_fields` those that they need of the
    other members of the applicant's household. Only Decisions of 2023 with the same `topic` may change
    its procedures; an ordinary Decision has none."""

    field: Field
    family: str
    levels: tuple[str, ...]
    population_fields: tuple[str, ...]
    household_member_fields: tuple[str, ...]
    topic: str
    object: str
    scopes: tuple[str, ...]

    def names(self) -> list[str]:
        """Orders the names by act, so that a short catalogue has the first acts of all scopes rather than all acts of
        the first scope."""
        objects = [f"{self.object} {scope}".rstrip() for scope in self.scopes]
        return [act.format(object) for act in acts()[self.family] for object in objects]


@cache
def acts() -> dict[str, list[str]]:
    acts_of_family: dict[str, list[str]] = defaultdict(list)
    for row in rows("acts"):
        acts_of_family[row["family"]].append(row["act"])
    return acts_of_family


@cache
def subjects() -> tuple[Subject, ...]:
    field_sets = {
        row["name"]: (tuple(row["fields"].split()), tuple(row["household_member_fields"].split()))
        for row in rows("population_fields")
    }
    return tuple(
        Subject(
            field=fields()[row["field"]],
            family=row["family"],
            levels=tuple(row["levels"].split("+")),
            population_fields=field_sets[row["population_fields"]][0],
            household_member_fields=field_sets[row["population_fields"]][1],
            topic=row["topic"],
            object=row["object"],
            scopes=tuple(row["scopes"].split("|")),
        )
        for row in rows("subjects")
    )


def named_subjects(agency: Agency) -> Iterator[tuple[Subject, str]]:
    """Yields every name of the agency once; the subjects alternate."""
    taken: set[str] = set()
    of_agency = [subject for subject in subjects() if subject.field.agency == agency]
    for turn in zip_longest(*(subject.names() for subject in of_agency)):
        for subject, name in zip(of_agency, turn, strict=True):
            if name is not None and name not in taken:
                taken.add(name)
                yield subject, name
