"""The chain of Decisions on a procedure: each act with its legal ground, and the periods that it opened and
cancelled."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row

from common.pages.elements import Html, element, fragment
from common.pages.page_language import PageLanguage
from procedures.law.queries.procedure_chain import ChainLink, KnownPeriod
from procedures.website.api.pages.links import procedure_link, related_decisions


class ChainRenderer:
    def __init__(self, language: PageLanguage, code: str) -> None:
        self.language = language
        self.code = code

    def of(self, links: Sequence[ChainLink]) -> Html:
        return element("ol", *(self.link(link) for link in links), class_="acts", role="list")

    def link(self, link: ChainLink) -> Html:
        return element("li", element("h3", *self.heading(link.act)), element("dl", *self.facts(link)))

    def heading(self, act: Row[Any]) -> Iterator[str]:
        language = self.language
        kind = language.value("kind", act.kind)
        yield kind if act.act == "publication" else f"{language.value('act', act.act)}: {kind}"
        yield f", {language.word('takes_effect').lower()} "
        yield language.day(act.effective_on)

    def facts(self, link: ChainLink) -> Iterator[Html]:
        act, language = link.act, self.language
        yield language.fact("decision", self.decision(act))
        if act.act == "publication":
            yield from self.published(act)
            yield from related_decisions(language, "replaces_lists_of", link.replaces_lists_of)
            yield from related_decisions(language, "lists_replaced_by", link.lists_replaced_by)
        else:
            yield from self.rectification(act)
        yield language.fact("recorded_at", language.moment(act.recorded_at))
        if link.opened:
            yield language.fact("opened", *self.spans(link.opened))
        if link.cancelled:
            yield language.fact("cancelled", *self.spans(link.cancelled))

    def decision(self, act: Row[Any]) -> Html:
        language = self.language
        number = fragment(f"{language.word('decision_number')} ", act.decision_number)
        link = element("a", number, href=language.address(f"/quyet-dinh/{act.decision_id}"))
        signed = fragment(
            f" ({act.decision_issuing_body}), {language.word('signed_on').lower()} ",
            language.day(act.decision_signed_on),
        )
        return fragment(
            link, signed, ": ", language.vietnamese(act.decision_title), f" · {language.word('item')} {act.item_number}"
        )

    def published(self, act: Row[Any]) -> Iterator[Html]:
        language = self.language
        if act.changed_parts:
            yield language.fact("changed_parts", self.parts(act.changed_parts))
        if act.computed_parts is not None:
            yield language.fact("computed_changed_parts", self.parts(act.computed_parts))
        if act.procedure_code != self.code:
            yield language.fact("predecessor", procedure_link(language, act.procedure_code))
        elif act.successor_code:
            yield language.fact("successor", procedure_link(language, act.successor_code))
        if act.online_level:
            yield language.fact("online_level", language.value("online", act.online_level))
        if act.designation_name:
            yield language.fact("designation", language.vietnamese(act.designation_name))
        if act.document_number is not None:
            yield language.fact("ground", language.vietnamese(f"{act.document_number}: {act.document_title}"))
        begins = act.predecessor_unrecorded and act.procedure_code == self.code
        notes = [
            ("predecessor_unrecorded", begins),
            ("late", act.effective_on < act.decision_signed_on),
            ("back_entered", act.back_entered),
        ]
        if note := "; ".join(language.word(name) for name, holds in notes if holds):
            yield language.fact("note", note)

    def rectification(self, act: Row[Any]) -> Iterator[Html]:
        language = self.language
        instrument = fragment(
            f"{act.instrument_number} ({act.instrument_issuing_body}), {language.word('signed_on').lower()} ",
            language.day(act.instrument_signed_on),
            ": ",
            language.vietnamese(act.instrument_title),
        )
        yield language.fact("document", instrument)
        yield language.fact(
            "ground",
            language.vietnamese(f"{act.instrument_legal_document_number}: {act.instrument_legal_document_title}"),
        )
        yield language.fact("reason", language.vietnamese(act.instrument_reason))
        if act.previous_effective_on is not None:
            yield language.fact("previous_effective_on", language.day(act.previous_effective_on))
        if act.corrected_parts:
            yield language.fact("corrected_parts", self.parts(act.corrected_parts))

    def parts(self, parts: Sequence[str]) -> str:
        return ", ".join(self.language.word(part) for part in parts) or self.language.word("no_parts")

    def spans(self, spans: Sequence[KnownPeriod]) -> Iterator[str]:
        for index, span in enumerate(spans):
            yield "; " if index else ""
            yield f"{self.language.word('version')} {span.version} "
            yield self.language.span(span.effective_from, span.effective_to)
