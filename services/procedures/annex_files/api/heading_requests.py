"""The body by which an officer records synonyms of headings."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from common.http.text_forms import one_line
from procedures.annex_files.domain.columns import BY_KEY, key_of
from procedures.annex_files.domain.heading_table import COLUMN_BY_NAME, HeadingSynonym
from procedures.shared.api.text_fields import Body, Line

EXAMPLE: dict[str, Any] = {
    "synonyms": [
        {"heading": "Tên thủ tục hành chính (theo CSDLQG)", "column": "name"},
        {"heading": "Lưu ý", "column": "note"},
    ],
    "reason": "Tiêu đề cột trong các quyết định của Sở",
}


def with_a_word(value: str) -> str:
    if not key_of(value):
        raise ValueError("the heading has no Latin letter or digit")
    if key_of(value) in BY_KEY:
        raise ValueError("it is a heading of the template, which always names its column")
    return value


def of_a_column(value: str) -> str:
    if value not in COLUMN_BY_NAME:
        raise ValueError(f"the columns are {', '.join(COLUMN_BY_NAME)}")
    return value


Heading = Annotated[
    str, StringConstraints(min_length=1, max_length=200), BeforeValidator(one_line), AfterValidator(with_a_word)
]
ColumnName = Annotated[str, StringConstraints(max_length=60), AfterValidator(of_a_column)]


class HeadingSynonymIn(Body):
    """`column` is the name of a column, or `note`: the texts below the heading are kept in the notes of their rows.
    `withdrawn` removes the synonym."""

    heading: Heading
    column: ColumnName | None = None
    withdrawn: bool = False

    @model_validator(mode="after")
    def is_consistent(self) -> "HeadingSynonymIn":
        if self.withdrawn == (self.column is not None):
            raise ValueError("a synonym has a column, and a withdrawn one has none")
        return self

    def synonym(self) -> HeadingSynonym:
        return HeadingSynonym(self.heading, self.column or "", self.withdrawn)


def without_duplicates(synonyms: tuple[HeadingSynonymIn, ...]) -> tuple[HeadingSynonymIn, ...]:
    if len({key_of(synonym.heading) for synonym in synonyms}) < len(synonyms):
        raise ValueError("a heading is listed twice")
    return synonyms


class HeadingSynonymsIn(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    synonyms: Annotated[
        tuple[HeadingSynonymIn, ...], Field(min_length=1, max_length=500), AfterValidator(without_duplicates)
    ]
    reason: Line
