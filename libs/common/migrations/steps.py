"""What a frozen step needs of Alembic: `alembic.op` is a module, so a class cannot name its type."""

from typing import Protocol

from sqlalchemy import Executable


class Executes(Protocol):
    def execute(self, sqltext: Executable | str) -> None: ...
