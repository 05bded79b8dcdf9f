"""The issuing body, the agencies to which its Decisions belong, their fields, and the legal documents that they
cite."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from suite.dataset.tables import day, rows


@dataclass(frozen=True, slots=True)
class Agency:
    """`procedures` is the size of its opening catalogue; `partial` and `not_online` count those that at the end of 2023
    are offered in part or not online."""

    code: str
    name: str
    short: str
    procedures: int
    partial: int
    not_online: int
    law: str


@dataclass(frozen=True, slots=True)
class Field:
    """Lĩnh vực; its code has the form of Article 20 TT 01/2018/TT-VPCP."""

    code: str
    name: str
    agency: Agency


@dataclass(frozen=True, slots=True)
class LegalDocument:
    number: str
    title: str
    issued_on: date
    effective_on: date
    issuing_body: str

    def basis(self) -> dict[str, str]:
        """Returns the citation in the content of a procedure; only there the issuing body is stated."""
        return {**self.body(), "issuing_body": self.issuing_body}

    def body(self) -> dict[str, str]:
        return {
            "number": self.number,
            "title": self.title,
            "issued_on": self.issued_on.isoformat(),
            "effective_on": self.effective_on.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class IssuingBody:
    """`signature` is the suffix of the number of each of its Decisions."""

    code: str
    name: str
    signature: str


@cache
def issuing_body() -> IssuingBody:
    (row,) = rows("issuing_body")
    return IssuingBody(**row)


@cache
def agencies() -> dict[str, Agency]:
    counts = ("procedures", "partial", "not_online")
    by_code = {}
    for row in rows("agencies"):
        values: dict[str, Any] = {name: int(text) if name in counts else text for name, text in row.items()}
        by_code[row["code"]] = Agency(**values)
    return by_code


@cache
def fields() -> dict[str, Field]:
    return {row["code"]: Field(row["code"], row["name"], agencies()[row["agency"]]) for row in rows("fields")}


@cache
def legal_documents() -> dict[str, LegalDocument]:
    documents = (
        LegalDocument(row["number"], row["title"], day(row["issued_on"]), day(row["effective_on"]), row["issuing_body"])
        for row in rows("legal_documents")
    )
    return {document.number: document for document in documents}
