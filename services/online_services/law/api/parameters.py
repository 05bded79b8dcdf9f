"""Parameters and members that name a procedure."""

from typing import Annotated

from pydantic import Field

ProcedureCode = Annotated[str, Field(pattern=r"^[0-9]\.[0-9]{6}(\.[A-Z0-9.]{2,35})?$", examples=["1.001234"])]
