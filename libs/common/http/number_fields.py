"""Exact numbers, as text in JSON."""

from decimal import Decimal
from typing import Annotated

from pydantic import PlainSerializer

from common.exact_numbers import as_text

Exact = Annotated[Decimal, PlainSerializer(as_text, return_type=str)]
