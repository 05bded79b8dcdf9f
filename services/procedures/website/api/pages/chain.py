"""The chain of Decisions on a procedure: each act with its ground, and what it opened and cancelled."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row

from procedures.law.queries.procedure_chain import Link, Span
from common.pages.elements import Html, element, together
from common.pages.page_language import Voice


class ChainShown:
    def __init__(self, voice: Voice, code: str) -> None:
        self.voice = voice
        self.code = code

    def of(self, links: Sequence[Link]) -> Html:
        return element("ol", *(self.link(link) for link in links), class_="acts", role="list")

    def link(self, link: Link) -> Html:
        return element("li", element("h3", *self.heading(link.act)), element("dl", *self.facts(link)))

    def heading(self, act: Row[Any]) -> Iterator[str]:
        voice = self.voice
        kind = voice.value("kind", act.kind)
        yield kind if act.act == "publication" else f"{voice.value('act', act.act)}: {kind}"
        yield f", {voice.word('takes_effect').lower()} "
        yield voice.day(act.effective_on)

    def facts(self, link: Link) -> Iterator[Html]:
        act, voice = link.act, self.voice
        yield voice.fact("decision", self.decision(act))
        if act.act == "publication":
            yield from self.published(act)
        else:
            yield from self.later(act)
        yield voice.fact("recorded_at", voice.moment(act.recorded_at))
        if link.opened:
            yield voice.fact("opened", *self.spans(link.opened))
        if link.cancelled:
            yield voice.fact("cancelled", *self.spans(link.cancelled))

    def decision(self, act: Row[Any]) -> Html:
        voice = self.voice
        number = together(f"{voice.word('decision_number')} ", act.decision_number)
        link = element("a", number, href=voice.address(f"/quyet-dinh/{act.decision_id}"))
        signed = together(
            f" ({act.decision_issuing_body}), {voice.word('signed_on').lower()} ", voice.day(act.decision_signed_on)
        )
        return together(link, signed, ": ", voice.said(act.decision_title), f" · {voice.word('item')} {act.item_number}")

    def published(self, act: Row[Any]) -> Iterator[Html]:
        voice = self.voice
        if act.changed_parts:
            yield voice.fact("changed_parts", self.parts(act.changed_parts))
        if act.procedure_code != self.code:
            yield voice.fact("predecessor", voice.procedure(act.procedure_code))
        elif act.successor_code:
            yield voice.fact("successor", voice.procedure(act.successor_code))
        if act.level:
            yield voice.fact("online_level", voice.value("online", act.level))
        if act.document_number is not None:
            yield voice.fact("ground", voice.said(f"{act.document_number}: {act.document_title}"))
        notes = [("late", act.effective_on < act.decision_signed_on), ("back_entered", act.back_entry)]
        if said := "; ".join(voice.word(name) for name, holds in notes if holds):
            yield voice.fact("note", said)

    def later(self, act: Row[Any]) -> Iterator[Html]:
        voice = self.voice
        instrument = together(
            f"{act.instrument_number} ({act.instrument_issuing_body}), {voice.word('signed_on').lower()} ",
            voice.day(act.instrument_signed_on), ": ", voice.said(act.instrument_title),
        )  # fmt: skip
        yield voice.fact("document", instrument)
        yield voice.fact("ground", voice.said(f"{act.instrument_ground_number}: {act.instrument_ground_title}"))
        yield voice.fact("reason", voice.said(act.instrument_reason))
        if act.said_effective_on is not None:
            yield voice.fact("said_effective_on", voice.day(act.said_effective_on))
        if act.corrected_parts:
            yield voice.fact("corrected_parts", self.parts(act.corrected_parts))

    def parts(self, parts: Sequence[str]) -> str:
        return ", ".join(self.voice.word(part) for part in parts)

    def spans(self, spans: Sequence[Span]) -> Iterator[str]:
        for place, span in enumerate(spans):
            yield "; " if place else ""
            yield f"{self.voice.word('version')} {span.version} "
            yield self.voice.span(span.effective_from, span.effective_to)
