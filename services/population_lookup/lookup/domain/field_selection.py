"""Which fields of a record one look-up returns: what the law lists, what the operation answers, what the request asks
for, and what the caller may see."""

from dataclasses import dataclass

SENSITIVE_SCOPE = "population.sensitive"
"""The scope of a caller who sees sensitive fields, where the law lists them."""


@dataclass(frozen=True, slots=True)
class FieldSelection:
    """All are in the order of the record. The values of `disclosed` are returned; those of `masked`, sensitive fields
    that the law lists, are left out, since the caller lacks the scope. The last two are those of the other members of
    the household."""

    disclosed: tuple[str, ...] = ()
    masked: tuple[str, ...] = ()
    disclosed_of_members: tuple[str, ...] = ()
    masked_of_members: tuple[str, ...] = ()
