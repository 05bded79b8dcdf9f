"""SQLAlchemy statements that asyncpg runs directly: they are compiled once, and their rows are asyncpg's own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select
from sqlalchemy.dialects.postgresql import asyncpg

DIALECT = asyncpg.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy's dialects are untyped


@dataclass(frozen=True, slots=True)
class DriverStatement:
    """`names` are the names of its parameters, in their order."""

    text: str
    names: tuple[str, ...]

    @classmethod
    def of(cls, statement: Select[Any]) -> "DriverStatement":
        """Raises `ValueError` where a parameter is bound already: `fetch` takes the values of all parameters."""
        compiled = statement.compile(dialect=DIALECT)
        names = tuple(compiled.positiontup or ())
        if bound := [name for name in names if compiled.params[name] is not None]:
            raise ValueError(f"{', '.join(bound)}: a value that never changes is a literal of the statement")
        return cls(compiled.string, names)

    async def fetch(self, driver: Any, **values: Any) -> list[Any]:
        rows: list[Any] = await driver.fetch(self.text, *(values[name] for name in self.names))
        return rows

    async def fetch_each(self, driver: Any, values: Iterable[Mapping[str, Any]]) -> list[Any]:
        """Executes it once for each of the values, all in one exchange, and returns the rows of all in their order."""
        arguments = [[each[name] for name in self.names] for each in values]
        rows: list[Any] = await driver.fetchmany(self.text, arguments)
        return rows
