"""Lists for which a Decision may designate procedures: online, by postal service, at the one-stop, and so on. They are
data: the law adds ways of handling."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from procedures.registers.domain.refusals import DesignationFixed


@dataclass(frozen=True, slots=True)
class Designation:
    """`online_level` is the level of online service for which the list designates procedures; None where it is another
    way of handling."""

    code: str
    name: str
    online_level: str | None = None


def require_unchanged(designations: Iterable[Designation], recorded: Mapping[str, Designation]) -> None:
    """Raises `DesignationFixed`."""
    for designation in designations:
        if recorded.get(designation.code, designation) != designation:
            raise DesignationFixed(designation.code)
