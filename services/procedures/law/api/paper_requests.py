"""Thành phần hồ sơ: papers, of all cases where no case is named, and what may replace each."""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag, model_validator

from procedures.law.domain.cases import by_case
from procedures.law.domain.papers import Data, EarlierResult, Form, Paper, PapersOfCase
from procedures.shared.api.text_fields import Body, Code, Identifier, Line, Prose, Url
from procedures.shared.domain.procedure_codes import ProcedureCode

MOST = 500
"""Steps of a case, papers of a case, and so on. The largest real contents have some dozen."""
Sheets = Annotated[int, Field(ge=0, le=1_000_000)]


class FormIn(Body):
    """Mẫu đơn, mẫu tờ khai."""

    name: Prose
    url: Url | None = None

    def form(self) -> Form:
        return Form(self.name, self.url)


class DataIn(Body):
    """What a database answers instead of the paper. `database` is `population`, whose `fields` must be among the
    content's
    `population_fields`, or the name of another. `fallback` says what is done where the data cannot be had or are
    wrong."""

    database: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,60}$", examples=["population"])]
    fields: Annotated[tuple[Line, ...], Field(min_length=1, max_length=100)]
    fallback: Prose | None = None

    def data(self) -> Data:
        return Data(self.database, tuple(dict.fromkeys(self.fields)), self.fallback)


class EarlierResultIn(Body):
    """`MA_KQ_THAYTHE`: the result of another procedure, by its own `code` or by that of the procedure."""

    code: Identifier | None = None
    procedure_code: Code | None = None

    @model_validator(mode="after")
    def names_something(self) -> "EarlierResultIn":
        if self.code is None and self.procedure_code is None:
            raise ValueError("a result is named by its code or by its procedure's")
        return self

    def result(self) -> EarlierResult:
        return EarlierResult(self.code, None if self.procedure_code is None else ProcedureCode(self.procedure_code))


class PaperIn(Body):
    """Giấy tờ of the dossier."""

    code: Identifier | None = None
    name: Prose
    originals: Sheets = 1
    copies: Sheets = 0
    form: FormIn | None = None
    replaced_by_data: DataIn | None = None
    replaced_by_result: EarlierResultIn | None = None

    def paper(self) -> Paper:
        return Paper(
            self.code,
            self.name,
            self.originals,
            self.copies,
            None if self.form is None else self.form.form(),
            None if self.replaced_by_data is None else self.replaced_by_data.data(),
            None if self.replaced_by_result is None else self.replaced_by_result.result(),
        )


class PapersOfCaseIn(Body):
    """Trường hợp, with its papers."""

    case: Prose | None = None
    papers: Annotated[tuple[PaperIn, ...], Field(max_length=MOST)]


def form_of_entry(given: Any) -> str:
    return (
        "of_case" if isinstance(given, PapersOfCaseIn) or (isinstance(given, dict) and "papers" in given) else "paper"
    )


PaperOrCase = Annotated[
    Annotated[PaperIn, Tag("paper")] | Annotated[PapersOfCaseIn, Tag("of_case")], Discriminator(form_of_entry)
]


def papers_of(given: tuple[PaperIn | PapersOfCaseIn, ...]) -> tuple[PapersOfCase, ...]:
    return tuple(PapersOfCase(case, papers) for case, papers in by_case(_cases(given)))


def _cases(given: tuple[PaperIn | PapersOfCaseIn, ...]) -> Iterator[tuple[str | None, tuple[Paper, ...]]]:
    for one in given:
        if isinstance(one, PaperIn):
            yield None, (one.paper(),)
        else:
            yield one.case, tuple(paper.paper() for paper in one.papers)
