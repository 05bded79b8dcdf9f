"""Every figure of the brief, with the key by which the product states it."""

from dataclasses import dataclass

from suite.dataset.tables import rows


@dataclass(frozen=True, slots=True)
class BriefFigure:
    """`key` is one of the catalogue of figures; or `review:` and a measure of the round of review in `procedures`;
    `look-up:` what the API of `population_lookup` offers; `target:` the target of an indicator. `by` and `group` name
    the group that states it, and are empty where the whole does."""

    name: str
    number: int
    key: str
    period: str
    by: str
    group: str

    @property
    def is_of_catalogue(self) -> bool:
        return ":" not in self.key


def brief_figures() -> list[BriefFigure]:
    return [
        BriefFigure(row["figure"], int(row["number"]), row["key"], row["period"], row["by"], row["group"])
        for row in rows("brief_figures")
    ]
