"""The page of the personas: each with its numbers, and what each operation answers about it."""

from collections.abc import Mapping, Sequence
from typing import Any

from common.pages.elements import Html, element, fragment
from common.pages.page_language import PageLanguage
from population_lookup.personas.domain.persona_descriptions import DESCRIPTIONS
from population_lookup.personas.queries.described_personas import DescribedPersona, OperationResult
from population_lookup.register.domain.citizen import Address, Coded, HouseholdHead, Relative

IN_EVERY_RESULT = frozenset({"personal_id", "old_identity_card", "full_name", "birth_date"})
"""What stands above the answers already."""


def personas_listed(language: PageLanguage, personas: Sequence[DescribedPersona]) -> Html:
    notes = [element("p", language.word("personas_hint"))]
    if any(not each.registered for each in personas):
        notes.append(element("p", language.word("not_registered"), class_="note"))
    links = [element("li", element("a", _title(language, each), href=f"#{each.persona.name}")) for each in personas]
    contents = element(
        "nav", element("ul", *links), class_="contents", **{"aria-label": language.word("personas_title")}
    )
    return fragment(*notes, contents, *(_persona(language, each) for each in personas))


def _title(language: PageLanguage, described: DescribedPersona) -> str:
    vietnamese, english = DESCRIPTIONS[described.persona.name]
    return vietnamese if language.code == "vi" else english


def _persona(language: PageLanguage, described: DescribedPersona) -> Html:
    name, first = described.persona.name, described.copies[0]
    cards = [card for record in described.copies if (card := record.old_identity_card) is not None]
    facts = [
        language.fact("name", element("code", name)),
        language.fact("full_name", language.vietnamese(first.full_name)),
        language.fact("birth_date", str(first.birth_date)),
        language.fact("personal_id", ", ".join(record.personal_id for record in described.copies)),
        *([language.fact("old_identity_card", ", ".join(cards))] if cards else []),
    ]
    heading = element("h2", _title(language, described), id=name)
    return element(
        "section", heading, element("dl", *facts), _results(language, described), **{"aria-labelledby": name}
    )


def _results(language: PageLanguage, described: DescribedPersona) -> Html:
    head = element("tr", *(element("th", language.word(word), scope="col") for word in ("operation", "result")))
    rows = [
        element(
            "tr",
            element("th", result.operation.name, scope="row"),
            element("td", _result(language, result)),
        )
        for result in described.results
    ]
    title = element("caption", language.word("results"))
    table = element("table", title, element("thead", head), element("tbody", *rows))
    label = f"{language.word('results')}: {_title(language, described)}"
    return element("div", table, class_="wide", tabindex="0", role="region", **{"aria-label": label})


def _result(language: PageLanguage, result: OperationResult) -> Html:
    if result.disclosed is None:
        return fragment(language.word("exists"))
    facts = [
        element("li", f"{language.value('field', field)}: ", language.vietnamese(_text(language, value)))
        for field, value in result.disclosed.items()
        if field not in IN_EVERY_RESULT
    ]
    members = [element("li", _member(language, member)) for member in result.members or ()]
    if members:
        facts.append(element("li", language.word("household_members"), ":", element("ul", *members)))
    return element("ul", *facts)


def _member(language: PageLanguage, member: Mapping[str, Any]) -> str:
    head: HouseholdHead | None = member["household_head"]
    relation = "" if head is None else f", {_text(language, head.relation)}"
    described = f"{member['full_name']} ({member['personal_id']}), {member['birth_date']}{relation}"
    return language.vietnamese(described)


def _text(language: PageLanguage, value: Any) -> str:
    match value:
        case None:
            return language.word("nothing")
        case Coded(code=code, name=name):
            return f"{name} ({code})"
        case Address(detail=detail):
            return detail
        case Relative(full_name=name, personal_id=number) | HouseholdHead(full_name=name, personal_id=number):
            return name if number is None else f"{name} ({number})"
        case _:
            return str(value)
