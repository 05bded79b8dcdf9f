"""Thành phần hồ sơ: papers, which apply to all cases if no case is named, and what may replace each paper."""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag, model_validator

from procedures.law.domain.cases import by_case
from procedures.law.domain.content_limits import MOST_ENTRIES
from procedures.law.domain.papers import Data, EarlierResult, Form, Paper, PapersOfCase
from procedures.shared.api.text_fields import Body, Code, Identifier, Line, Prose, Url
from procedures.shared.domain.procedure_codes import ProcedureCode

Sheets = Annotated[int, Field(ge=0, le=1_000_000)]


class FormIn(Body):
    """Mẫu đơn, mẫu tờ khai."""

    name: Prose
    url: Url | None = None

    def form(self) -> Form:
        return Form(self.name, self.url)


class DataIn(Body):
    """The data that replace the paper. `database` is `population` or the name of another database; the `fields` of
    `population` must be among the `population_fields` of the content. `fallback` says what is done if the data are
    unavailable or wrong."""

    database: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,60}$", examples=["population"])]
    fields: Annotated[tuple[Line, ...], Field(min_length=1, max_length=100)]
    fallback: Prose | None = None

    def data(self) -> Data:
        return Data(self.database, tuple(dict.fromkeys(self.fields)), self.fallback)


class EarlierResultIn(Body):
    """`MA_KQ_THAYTHE`: the result of another procedure, named by its own `code` or by that of the procedure."""

    code: Identifier | None = None
    procedure_code: Code | None = None

    @model_validator(mode="after")
    def has_code_or_procedure(self) -> "EarlierResultIn":
        if self.code is None and self.procedure_code is None:
            raise ValueError("an earlier result needs a code or a procedure_code")
        return self

    def result(self) -> EarlierResult:
        return EarlierResult(self.code, None if self.procedure_code is None else ProcedureCode(self.procedure_code))


class PaperIn(Body):
    """Giấy tờ: one paper of the dossier. `originals` and `copies` are null where the Decision does not state how
    many."""

    code: Identifier | None = None
    name: Prose
    originals: Sheets | None = 1
    copies: Sheets | None = 0
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
    """Trường hợp with its papers."""

    case: Prose | None = None
    papers: Annotated[tuple[PaperIn, ...], Field(max_length=MOST_ENTRIES)]


def tag_of_entry(entry: Any) -> str:
    of_case = isinstance(entry, PapersOfCaseIn) or (isinstance(entry, dict) and "papers" in entry)
    return "of_case" if of_case else "paper"


PaperOrCase = Annotated[
    Annotated[PaperIn, Tag("paper")] | Annotated[PapersOfCaseIn, Tag("of_case")], Discriminator(tag_of_entry)
]


def papers_of(entries: tuple[PaperIn | PapersOfCaseIn, ...]) -> tuple[PapersOfCase, ...]:
    return tuple(PapersOfCase(case, papers) for case, papers in by_case(_cases(entries)))


def _cases(entries: tuple[PaperIn | PapersOfCaseIn, ...]) -> Iterator[tuple[str | None, tuple[Paper, ...]]]:
    for entry in entries:
        if isinstance(entry, PaperIn):
            yield None, (entry.paper(),)
        else:
            yield entry.case, tuple(paper.paper() for paper in entry.papers)
