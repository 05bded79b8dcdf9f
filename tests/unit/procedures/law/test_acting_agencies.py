"""Which agencies may act for a procedure, as far as its content names them."""

import pytest

from procedures.law.domain.content_references import acting_agencies
from procedures.law.domain.contents import AgencyInRole, Role

OWNER = "H60.01"


def test_the_owner_and_whoever_executes_may_act() -> None:
    named = [
        AgencyInRole(Role.EXECUTES, "H60.05"),
        AgencyInRole(Role.COMPETENT, "H60"),
        AgencyInRole(Role.DELEGATED, "H60.03"),
        AgencyInRole(Role.COORDINATES, "H60.09"),
    ]
    assert acting_agencies(OWNER, named) == ("H60", "H60.01", "H60.03", "H60.05")


@pytest.mark.parametrize("name", ["Ủy ban nhân dân cấp xã", "UBND cấp xã", "Ủy ban nhân dân các xã, phường"])
def test_all_communes_together_need_no_code(name: str) -> None:
    assert acting_agencies(OWNER, [AgencyInRole(Role.EXECUTES, None, name)]) == (OWNER,)


@pytest.mark.parametrize(
    "named",
    [
        [],
        [AgencyInRole(Role.COORDINATES, "H60.05")],
        [AgencyInRole(Role.EXECUTES, OWNER), AgencyInRole(Role.COMPETENT, None, "Ủy ban nhân dân cấp huyện")],
    ],
)
def test_where_not_all_are_known_none_is_stated(named: list[AgencyInRole]) -> None:
    assert acting_agencies(OWNER, named) is None
