"""The event of a look-up is made of the access that was logged."""

from datetime import UTC, datetime

import pytest

from population_lookup.access_log.domain.access_log import GENESIS, line_of
from population_lookup.access_log.domain.oversight import Act, Officer, access_of_act
from population_lookup.lookup.events import event_of


def test_an_act_of_oversight_is_no_look_up() -> None:
    at = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
    access = access_of_act(Act.ACCESSES_READ, "01", at, Officer("officer-1", "H60.01", "cb-07"))
    with pytest.raises(ValueError, match="01 is no look-up"):
        event_of(access, line_of(access, b"{}", 1, GENESIS))
