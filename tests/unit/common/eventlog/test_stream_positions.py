"""Positions are sent in headers, so a malformed one must be refused as a whole and never read in part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.eventlog.position import MalformedPosition, Position, as_header, parse_positions

positions = st.builds(
    Position, st.from_regex(r"[a-z_]+", fullmatch=True), st.integers(0, 99_999), st.integers(0, 10**18 - 1)
)


@given(st.lists(positions, max_size=4))
def test_a_header_is_parsed_as_it_was_rendered(written: list[Position]) -> None:
    assert parse_positions(as_header(written)) == tuple(written)


def test_a_position_is_rendered_and_parsed_in_its_documented_form() -> None:
    assert str(Position("procedures", 0, 412)) == "procedures/0:412"
    assert parse_positions(" procedures/0:412 ,online_services/3:7,") == (
        Position("procedures", 0, 412),
        Position("online_services", 3, 7),
    )


@pytest.mark.parametrize(
    "text",
    [
        "procedures",
        "procedures/0",
        "procedures:412",
        "procedures/0:",
        "/0:412",
        "procedures/-1:412",
        "procedures/0:-1",
        "procedures/0:4 12",
        "procedures/0:412 procedures/1:3",
        "Procedures/0:412",
        "procedures/0:٤١٢",  # digits, but not ours
        "procedures/0:1\n2",
        "procedures/100000:1",
        "procedures/0:1000000000000000000",  # more than a bigint may hold
        "procedures/0:0x1",
    ],
)
def test_a_malformed_position_is_refused(text: str) -> None:
    with pytest.raises(MalformedPosition) as refused:
        parse_positions(f"procedures/0:1, {text}")
    assert refused.value.facts == {"position": f" {text}"}
    assert refused.value.status == 400
