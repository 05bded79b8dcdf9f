"""Lines of an imported table that are no rows, as responses list them."""

from collections.abc import Iterable

from pydantic import BaseModel

from procedures.shared.domain.other_lines import LineKind, OtherLine


class OtherLineOut(BaseModel):
    """`kind` is banner, headings, column_numbers, section, other_sheet, or text, at which an officer should look."""

    line: int
    kind: LineKind
    text: str


def others_out(lines: Iterable[OtherLine]) -> list[OtherLineOut]:
    return [OtherLineOut.model_validate(line, from_attributes=True) for line in lines]
