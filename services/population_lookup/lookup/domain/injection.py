"""What a tester has ordered for one look-up."""

from collections.abc import Callable
from dataclasses import dataclass

from common.errors import Refusal
from population_lookup.lookup.domain.lookup import Disclosure
from population_lookup.register.domain.citizen import Citizen


@dataclass(frozen=True, slots=True, repr=False)
class Injection:
    """`refusal` takes the place of the decision; `change` is made of what a lawful look-up discloses. `persona` is the
    citizen of this number in the session alone, and takes the place of the register; `session` is its name where there
    is one."""

    expectation_id: str | None = None
    refusal: Refusal | None = None
    change: Callable[[Disclosure], Disclosure] | None = None
    persona: Citizen | None = None
    session: str | None = None
