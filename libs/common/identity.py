"""Who acts. Standard library only, so that commands may speak of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or a system. `agency` is the code of the agency that it acts for; empty where it acts for none."""

    subject: str
    name: str
    agency: str = ""
    scopes: frozenset[str] = frozenset()

    @classmethod
    def of_system(cls, name: str) -> "Actor":
        return cls(f"system:{name}", name)
