"""Which personas are there, and what does each operation answer about them?"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from population_lookup.lookup.domain.operations import Operation, ResultKind
from population_lookup.lookup.storage.operation_table import operations_on
from population_lookup.personas.domain.personas import (
    PERSONAS,
    Persona,
    household_of_first_copy,
    records_of_copies,
)
from population_lookup.register.domain.citizen import Citizen
from population_lookup.register.storage.codes import with_code_names

REGISTERED = "SELECT personal_id FROM resident WHERE personal_id = ANY($1)"


@dataclass(frozen=True, slots=True, repr=False)
class OperationResult:
    """What an operation answers where the law lists every field and the caller may see the sensitive ones. `disclosed`
    is None for a confirmation: there that the citizen exists is the answer. `members` are the other members of the
    household, None where the operation does not answer them."""

    operation: Operation
    disclosed: dict[str, Any] | None
    members: Sequence[dict[str, Any]] | None

    @classmethod
    def about(cls, citizen: Citizen, others: Sequence[Citizen], operation: Operation) -> "OperationResult":
        """`others` live with the citizen."""
        confirms, has_members = (operation.result is kind for kind in (ResultKind.CONFIRMATION, ResultKind.HOUSEHOLD))
        members = [other.disclose(operation.fields) for other in others] if has_members else None
        return cls(operation, None if confirms else citizen.disclose(operation.fields), members)


@dataclass(frozen=True, slots=True, repr=False)
class DescribedPersona:
    """`copies` are the records with the ten numbers; `results` are about the first of them. `registered` of the copies
    are in the register: none where it was not filled by `residents`."""

    persona: Persona
    copies: Sequence[Citizen]
    results: Sequence[OperationResult]
    registered: int


async def described_personas(read: AsyncConnection, day: date) -> list[DescribedPersona]:
    """In the order of the register. Everything but `registered` is the same whatever the register holds."""
    copies = await asyncio.to_thread(lambda: [records_of_copies(ordinal) for ordinal in range(len(PERSONAS))])
    living_together = await asyncio.to_thread(
        lambda: [(records[0], *_others(ordinal, records[0])) for ordinal, records in enumerate(copies)]
    )
    named = iter(await with_code_names(read, [citizen for group in living_together for citizen in group]))
    groups = [[next(named) for _ in group] for group in living_together]
    operations = (await operations_on(read, day)).offered
    numbers = [record.personal_id for records in copies for record in records]
    rows = await (await driver_of(read)).fetch(REGISTERED, numbers)
    known = {number for (number,) in rows}
    return [
        DescribedPersona(
            persona,
            records,
            [OperationResult.about(citizen, others, operation) for operation in operations],
            len([record for record in records if record.personal_id in known]),
        )
        for persona, records, (citizen, *others) in zip(PERSONAS, copies, groups, strict=True)
    ]


def _others(ordinal: int, citizen: Citizen) -> Sequence[Citizen]:
    household = household_of_first_copy(ordinal)
    return () if household is None else household.others_than(citizen)
