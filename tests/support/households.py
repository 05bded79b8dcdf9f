"""Invented households for tests of the population look-up."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.citizen import Citizen, Coded, HouseholdHead, Relative
from population_lookup.register.domain.registration import HouseholdRecord, Registration
from population_lookup.register.storage.replacement import replace_register
from population_lookup.register.storage.rows import Block, block_of
from tests.support.lookup_requests import DAO, HOME
from tests.support.service_harness import ServiceHarness

HOUSEHOLD_LOOKUP = "CungCapThongTinHoGiaDinh"
FATHER_NUMBER = "008088654321"


def member(number: str, name: str, born: date, sex: str, relation: str, **changes: Any) -> Citizen:
    """Of the household whose head is `FATHER_NUMBER`."""
    head = HouseholdHead(Coded("QuanHe", relation), "Triệu Văn Hín", FATHER_NUMBER, "070654321")
    base = replace(
        DAO,
        personal_id=number,
        old_identity_card=None,
        full_name=name,
        sex=Coded("GioiTinh", sex),
        birth_date=BirthDate(born.year, born),
        spouse=None,
        household_head=head,
    )
    return replace(base, **changes)


FATHER = member(FATHER_NUMBER, "Triệu Văn Hín", date(1988, 5, 12), "1", "00")
SON = member(
    "008212000011",
    "Triệu Văn Minh",
    date(2012, 1, 2),
    "1",
    "02",
    legal_representative=Relative("Triệu Văn Hín", FATHER_NUMBER),
)
FAMILY = (FATHER, DAO, SON)
LONER = member("008190000033", "Lý Thị Một", date(1990, 1, 1), "2", "00")
DEAD = member("008160000044", "Triệu Văn Cũ", date(1960, 1, 1), "1", "00", household_head=None)


async def fill(harness: ServiceHarness, households: Sequence[Sequence[Citizen]], without: Sequence[Citizen]) -> None:
    """Makes the register hold these households, the head of each first, and people without one."""
    records = [
        HouseholdRecord(id, members[0].personal_id, HOME, members[0].household_book)
        for id, members in enumerate(households)
    ]
    registrations = [Registration(each, id) for id, members in enumerate(households) for each in members]

    async def blocks() -> AsyncIterator[Block]:
        yield block_of([*registrations, *map(Registration, without)], records, ())

    async with harness.runtime.engine.begin() as connection:
        await replace_register(connection, blocks())
