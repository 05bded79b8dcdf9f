"""The language of a response for people, by `Accept-Language`."""

from functools import lru_cache
from typing import Literal

from typing_extensions import TypeAliasType

Language = TypeAliasType("Language", Literal["vi", "en"])


@lru_cache(1_024)
def preferred(header: str) -> Language:
    """Chooses the language by `Accept-Language` (RFC 9110, 12.5.4); Vietnamese where neither language is preferred."""
    weights: dict[str, float] = {}
    for part in header.split(","):
        name, _, weight = part.partition(";")
        language = name.strip().lower().split("-")[0]
        try:
            quality = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            quality = 0.0
        weights[language] = max(quality, weights.get(language, 0.0))
    return "en" if weights.get("en", 0.0) > weights.get("vi", 0.0) else "vi"
