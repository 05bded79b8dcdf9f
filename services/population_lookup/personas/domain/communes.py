"""The 124 communes of the province since 1 July 2025 with the 330 from which they were made, and addresses in the form
of their day. Codes and names are those of the national list of administrative units; the weights and the shares of
ethnic groups are our own."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from population_lookup.personas.domain.draws import Draws, WeightedChoice, rows_of
from population_lookup.personas.domain.edition import TWO_LEVELS_SINCE
from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.citizen import Address, Coded

PROVINCE, PROVINCE_NAME = "08", "tỉnh Tuyên Quang"
HA_GIANG = "02"
URBAN = frozenset({"phường", "thị trấn"})


@dataclass(frozen=True, slots=True)
class FormerCommune:
    """A commune until 30 June 2025. `into` are its successors: several where it was divided."""

    code: str
    kind: str
    name: str
    district: str
    unit_names: str
    province: str
    into: tuple[str, ...]

    @property
    def is_divided(self) -> bool:
        return len(self.into) > 1


@dataclass(frozen=True, slots=True)
class Commune:
    code: str
    kind: str
    name: str
    groups: WeightedChoice[str]
    predecessors: tuple[FormerCommune, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """Where a family comes from: a commune of today, and the one that it was."""

    commune: Commune
    former: FormerCommune

    @property
    def birth_place_digits(self) -> str:
        """The first three digits of numbers of those who were born here before the merger."""
        return "002" if self.former.province == HA_GIANG else "008"


@cache
def communes() -> WeightedChoice[Commune]:
    return WeightedChoice(zip(communes_of_today(), (float(row["weight"]) for row in rows_of("communes")), strict=True))


@cache
def communes_of_today() -> tuple[Commune, ...]:
    return tuple(_commune(row) for row in rows_of("communes"))


def _commune(row: dict[str, str]) -> Commune:
    groups = WeightedChoice((code, float(weight)) for code, weight in _pairs(row["groups"]))
    predecessors = tuple(former for former in former_communes() if row["code"] in former.into)
    return Commune(row["code"], row["kind"], row["name"], groups, predecessors)


def _pairs(text: str) -> list[list[str]]:
    return [pair.split(":") for pair in text.split()]


@cache
def former_communes() -> tuple[FormerCommune, ...]:
    districts = {row["code"]: row for row in rows_of("former_districts")}
    return tuple(
        FormerCommune(
            row["code"],
            row["kind"],
            row["name"],
            row["district"],
            f"{(district := districts[row['district']])['kind']} {district['name']}, tỉnh {district['province_name']}",
            district["province"],
            tuple(row["into"].split()),
        )
        for row in rows_of("former_communes")
    )


def draw_home(draws: Draws) -> Home:
    commune = communes().draw(draws)
    return Home(commune, draws.one_of(commune.predecessors))


def residence(draws: Draws, home: Home) -> Address:
    """An address of today. Where the former commune was divided the old one stays, since it does not tell to which
    successor the house belongs."""
    if home.former.is_divided:
        return former_address(home.former, _place(draws, home.former.kind))
    return _address(home.commune, _place(draws, home.commune.kind))


def place_on(draws: Draws, home: Home, birth: BirthDate) -> Address:
    """The address in the form of the day of birth."""
    if _is_two_level(birth):
        return _address(home.commune, _place(draws, home.commune.kind))
    return former_address(home.former, _place(draws, home.former.kind))


def native_place(home: Home, birth: BirthDate) -> Address:
    return _address(home.commune, "") if _is_two_level(birth) else former_address(home.former, "")


def former_address(former: FormerCommune, place: str) -> Address:
    return Address(
        former.province, former.district, former.code, f"{place}{former.kind} {former.name}, {former.unit_names}"
    )


def is_registered_under_two_levels(day: date) -> bool:
    return day >= TWO_LEVELS_SINCE


def _is_two_level(birth: BirthDate) -> bool:
    return birth.day is not None and is_registered_under_two_levels(birth.day)


def _address(commune: Commune, place: str) -> Address:
    return Address(PROVINCE, None, commune.code, f"{place}{commune.kind} {commune.name}, {PROVINCE_NAME}")


def _place(draws: Draws, kind: str) -> str:
    if kind in URBAN:
        return f"Tổ {draws.between(1, 24)}, "
    return f"Thôn {draws.one_of(hamlets())}, "


@cache
def hamlets() -> tuple[str, ...]:
    return tuple(row["name"] for row in rows_of("hamlets"))


@cache
def other_provinces() -> WeightedChoice[tuple[str, Address]]:
    """Where the few are registered who were born elsewhere, in lifelike editions only: the first digits of their
    numbers are those of real people."""
    return WeightedChoice(
        ((row["place"], Address(row["province"], None, None, row["name"])), float(row["weight"]))
        for row in rows_of("other_provinces")
    )


@cache
def ethnic_groups() -> dict[str, tuple[Coded, str]]:
    """The group by its code, with the name of its list of names."""
    return {row["code"]: (Coded(row["list"], row["code"]), row["people"]) for row in rows_of("ethnic_groups")}
