"""The declared levels at which an online service is offered."""

from datetime import date

import pytest

from common.contracts.parts import OnlineLevel
from online_services.registry.consumers.procedures.reactions import change_of, offered_level
from tests.support.law_events import declared_online


@pytest.mark.parametrize("level", OnlineLevel)
def test_a_declaration_changes_a_service_only_where_something_is_filed_online(level: OnlineLevel) -> None:
    event = declared_online("1.000101", date(2024, 3, 1), online_level=level)
    assert (change_of(event) is not None) is (level in (OnlineLevel.FULL, OnlineLevel.PARTIAL))
    assert (offered_level(level) is None) is (change_of(event) is None)
