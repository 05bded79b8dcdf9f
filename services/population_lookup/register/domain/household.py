"""The people who live together, as the register keeps them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Self

from population_lookup.register.domain.citizen import Citizen


@dataclass(frozen=True, slots=True, repr=False)
class RegisteredHousehold:
    """`members` are all who belong to it: the head first, whose number is `head`, then from the eldest on. The dead
    belong to none."""

    head: str
    members: tuple[Citizen, ...]

    @classmethod
    def of(cls, head: str, members: Iterable[Citizen]) -> Self:
        def place(member: Citizen) -> tuple[bool, int, date, str]:
            birth = member.birth_date
            return member.personal_id != head, birth.year, birth.day or date.max, member.personal_id

        return cls(head, tuple(sorted(members, key=place)))

    def others_than(self, citizen: Citizen) -> tuple[Citizen, ...]:
        return tuple(member for member in self.members if member.personal_id != citizen.personal_id)

    def in_order(self, citizen: Citizen, others: tuple[Citizen, ...]) -> Iterator[Citizen]:
        """Yields the head, then the citizen who was looked up, then the others."""
        yield from (member for member in others if member.personal_id == self.head)
        yield citizen
        yield from (member for member in others if member.personal_id != self.head)
