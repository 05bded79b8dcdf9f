"""The parts that all events of this service share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from common.contracts.parts import AgencyRef, DecisionRef, FieldRef, InForce, Level, PopulationField
from procedures.law.domain.content_references import ContentReference
from procedures.law.domain.periods import Period
from procedures.law.domain.references import DecisionReference

ContentReferences = Mapping[tuple[str, int], ContentReference]
"""By the code of the procedure and the number of the version."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of agencies and fields by code at the time when the events are recorded, and what periods state of the
    contents that they refer to."""

    agencies: Mapping[str, AgencyRef]
    fields: Mapping[str, FieldRef]
    contents: ContentReferences

    @classmethod
    def of(cls, agencies: Mapping[str, str], fields: Mapping[str, str], contents: ContentReferences) -> "Names":
        return cls(
            {code: AgencyRef(code=code, name=name) for code, name in agencies.items()},
            {code: FieldRef(code=code, name=name) for code, name in fields.items()},
            contents,
        )


# Each event of a Decision names it, and so do the events of later Decisions about the same procedures.
@lru_cache(4_096)
def decision_ref(decision: DecisionReference) -> DecisionRef:
    return DecisionRef(
        id=str(decision.id),
        number=decision.number,
        issuing_body=decision.issuing_body,
        signed_on=decision.signed_on,
        title=decision.title,
    )


@lru_cache(1_024)
def levels(codes: tuple[str, ...]) -> tuple[Level, ...]:
    return tuple(map(Level, codes))


@lru_cache(1_024)
def population_fields(codes: tuple[str, ...]) -> tuple[PopulationField, ...]:
    return tuple(map(PopulationField, codes))


def periods_in_force(code: str, periods: Iterable[Period], names: Names) -> tuple[InForce, ...]:
    return tuple(in_force(period, names.contents[code, period.version]) for period in periods)


def in_force(period: Period, content: ContentReference) -> InForce:
    return InForce(
        effective_from=period.effective_from,
        effective_to=period.effective_to,
        version=period.version,
        name=period.heading.name,
        levels=levels(period.heading.levels),
        population_fields=population_fields(period.heading.population_fields),
        decision=decision_ref(period.ground.decision),
        content_sha256=content.sha256,
        agencies=content.agencies,
        household_member_fields=population_fields(content.household_member_fields),
    )
