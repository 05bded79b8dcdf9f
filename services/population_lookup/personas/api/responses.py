"""The personas as JSON."""

from typing import Annotated, Self

from pydantic import BaseModel, Field

from population_lookup.personas.domain.persona_descriptions import DESCRIPTIONS
from population_lookup.personas.queries.described_personas import DescribedPersona, OperationResult
from population_lookup.register.api.citizen_responses import CitizenOut


class DescriptionOut(BaseModel):
    """What is unusual about the persona."""

    vi: str
    en: str


class OperationResultOut(BaseModel):
    """What the operation answers where the law lists all fields and the caller may see sensitive ones. `citizen` is
    null for a confirmation, which answers that the person exists. `household_members` are there where it answers the
    other members of the household, the head first."""

    operation: str
    integration_codes: list[str]
    citizen: CitizenOut | None
    household_members: Annotated[list[CitizenOut] | None, Field(exclude_if=lambda members: members is None)] = None

    @classmethod
    def of(cls, result: OperationResult) -> Self:
        return cls(
            operation=result.operation.name,
            integration_codes=sorted(result.operation.integration_codes),
            citizen=None if result.disclosed is None else CitizenOut.of(result.disclosed),
            household_members=None if result.members is None else [CitizenOut.of(member) for member in result.members],
        )


class PersonaOut(BaseModel):
    """One case ten times, with ten numbers, so that tests which run at once share nobody. `old_identity_cards` is empty
    where the person never had one. `registered` of the ten are in the register of this installation. `results` are
    about the first number."""

    name: str
    description: DescriptionOut
    full_name: str
    birth_date: str
    personal_ids: list[str]
    old_identity_cards: list[str]
    registered: int
    results: list[OperationResultOut]

    @classmethod
    def of(cls, described: DescribedPersona) -> Self:
        first = described.copies[0]
        vietnamese, english = DESCRIPTIONS[described.persona.name]
        cards = [record.old_identity_card for record in described.copies]
        return cls(
            name=described.persona.name,
            description=DescriptionOut(vi=vietnamese, en=english),
            full_name=first.full_name,
            birth_date=str(first.birth_date),
            personal_ids=[record.personal_id for record in described.copies],
            old_identity_cards=[card for card in cards if card is not None],
            registered=described.registered,
            results=[OperationResultOut.of(result) for result in described.results],
        )


class PersonaList(BaseModel):
    items: list[PersonaOut]
