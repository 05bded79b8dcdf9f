"""The treasury (kho bạc), which confirms payments: a port, since its system is not ours."""

import re
from typing import Protocol

from online_services.dossiers.domain.fees import Payment


class Treasury(Protocol):
    async def payment(self, reference: str) -> Payment | None:
        """Returns what was paid with the reference; None where the treasury knows no such payment."""


class NoTreasury:
    """An installation whose treasury is not connected: fees are paid in cash."""

    async def payment(self, reference: str) -> Payment | None:
        return None


class MockTreasury:
    """Stands for a treasury in development and in tests: it confirms 50,000 đồng for `MOCK-50000-1`."""

    PAID = re.compile(r"MOCK-([0-9]{1,12})-[0-9A-Za-z-]{1,60}")

    async def payment(self, reference: str) -> Payment | None:
        found = self.PAID.fullmatch(reference)
        return None if found is None else Payment(int(found[1]), reference)


def treasury_named(name: str) -> Treasury:
    """Returns the treasury of the setting `TREASURY`."""
    return MockTreasury() if name == "mock" else NoTreasury()
