"""The actor of a command. This module uses the standard library only, so that the domain may import it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or a system. `agency` is the code of the agency that the actor acts for, or empty."""

    subject: str
    name: str
    agency: str = ""
    scopes: frozenset[str] = frozenset()

    @classmethod
    def of_system(cls, name: str) -> "Actor":
        return cls(f"system:{name}", name)
