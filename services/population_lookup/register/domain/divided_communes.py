"""Communes that were divided among several: an address in one of them stays as it was."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DividedCommune:
    """`successors` are names, as people are shown them."""

    name: str
    divided_on: date
    successors: str
