"""A Decision for people: its heading, what it lists, and what was done about it later."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Row

from procedures.decisions.queries.decision_by_id import Listed
from procedures.decisions.queries.rectifications_of_decision import LaterAct
from procedures.website.api.pages.catalogue import Rows
from common.pages.elements import Html, element, together
from common.pages.page_language import Voice
from common.pages.shell import Asked

OneRow = Mapping[Any, Any]


def decisions_listed(voice: Voice, rows: Rows) -> Html:
    """The last signed first."""
    if not rows:
        return element("p", voice.word("no_decisions"), class_="note")
    return element("ul", *(_in_list(voice, row) for row in rows), class_="list", role="list")


def _in_list(voice: Voice, row: Row[Any]) -> Html:
    link = element("a", heading(voice, row), href=voice.address(f"/quyet-dinh/{row.id}"))
    counted = f" · {voice.word('items')}: {voice.number(row.item_count)}"
    where = together(voice.word("signed_on"), " ", voice.day(row.signed_on), " · ", voice.said(row.agency_name), counted)
    return element("li", link, element("p", voice.said(row.title)), element("p", where))


def heading(voice: Voice, row: Row[Any]) -> str:
    return f"{voice.word('decision_number')} {row.number}"


def decision(asked: Asked, listed: Listed) -> Html:
    shown = DecisionShown(asked.voice, listed)
    return together(*shown.of())


class DecisionShown:
    def __init__(self, voice: Voice, listed: Listed) -> None:
        self.voice = voice
        self.listed = listed
        self.row: Row[Any] = listed.decision
        annulments = [act for act in listed.acts if act.row["kind"] == "annulment"]
        self.steps: dict[str, list[OneRow]] = defaultdict(list)
        for step in listed.steps:
            self.steps[step["process_code"]].append(step)
        self.annulled = {item["item_number"]: act.row["effective_from"] for act in annulments for item in act.items}

    def of(self) -> Iterator[Html]:
        voice, listed = self.voice, self.listed
        yield element("p", element("strong", voice.said(self.row.title)))
        yield element("dl", *self.facts())
        for name, inside in (
            ("annulments", [self.later(act) for act in listed.acts if act.row["kind"] == "annulment"]),
            ("corrections", [self.later(act) for act in listed.acts if act.row["kind"] == "correction"]),
            ("items", [self.item(item) for item in listed.items]),
            ("processes", [self.process(one) for one in listed.processes]),
            ("groups", [self.group(one) for one in listed.groups]),
            ("legal_documents", [self.document(one) for one in listed.legal_documents]),
        ):
            if inside:
                yield voice.section(name, element("ul", *inside, class_="acts", role="list"))
        yield voice.section("files", self.files())

    def facts(self) -> Iterator[Html]:
        voice, row = self.voice, self.row
        yield voice.fact("number", row.number)
        yield voice.fact("issued_by", row.issuing_body)
        yield voice.fact("signed_on", voice.day(row.signed_on))
        if row.signer:
            yield voice.fact("signer", voice.said(row.signer))
        yield voice.fact("proposed_by", voice.said(row.agency_name), f" ({row.agency_code})")
        yield voice.fact("published_on", voice.day(row.published_on))
        yield voice.fact("recorded_at", voice.moment(row.recorded_at))
        if row.due_on is not None:
            kept = "in_time_yes" if row.timeliness["in_time"] else "in_time_no"
            yield voice.fact("in_time", voice.day(row.due_on), ", ", voice.word(kept), " (", voice.said(row.due_article), ")")
        if notes := "; ".join(
            voice.word(name) for name, holds in (("late", row.late), ("back_entered", row.back_entry)) if holds
        ):
            yield voice.fact("note", notes)
        if row.signed_file_sha256:
            yield voice.fact("signed_file", "SHA-256 ", element("code", row.signed_file_sha256, class_="hash"))

    def item(self, item: OneRow) -> Html:
        return element("li", element("h3", *self.item_heading(item)), element("dl", *self.item_facts(item)))

    def item_heading(self, item: OneRow) -> Iterator[str]:
        voice = self.voice
        yield f"{item['number']}. {voice.value('kind', item['kind'])} "
        yield voice.procedure(item["procedure_code"], item["effective_on"] if item["kind"] != "repeal" else None)
        if item["name"]:
            yield together(": ", voice.said(item["name"]))
        if item["number"] in self.annulled:
            since = voice.day(self.annulled[item["number"]])
            yield together(" ", element("span", voice.word("annulled_from"), " ", since, class_="tag bad"))

    def item_facts(self, item: OneRow) -> Iterator[Html]:
        voice = self.voice
        yield voice.fact("takes_effect", voice.day(item["effective_on"]))
        if item["successor_code"]:
            yield voice.fact("successor", voice.procedure(item["successor_code"], item["effective_on"]))
        if item["changed_parts"]:
            yield voice.fact("changed_parts", ", ".join(voice.word(part) for part in item["changed_parts"]))
        if item["level"]:
            yield voice.fact("online_level", voice.value("online", item["level"]))
        if item["legal_document"]:
            yield voice.fact("ground", voice.said(item["legal_document"]))
        if item["published_as"]:
            yield voice.fact("published_as", voice.value("published_as", item["published_as"]))
        if item["national_decision"]:
            yield voice.fact("national_reference", voice.said(f"{item['national_decision']} ({item['national_code']})"))

    def process(self, process: OneRow) -> Html:
        voice = self.voice
        steps = self.steps[process["code"]]
        total = sum(step["hours"] for step in steps)
        scope = [voice.value("channel", process["channel"])] if process["channel"] else []
        scope += [voice.said(process["for_case"])] if process["for_case"] else []
        scope += [voice.word("inter_agency")] if process["inter_agency"] else []
        also = (part for one in scope for part in (" · ", one))
        name = element("h3", process["code"], ": ", voice.said(process["name"]))
        line = element("p", voice.procedure(process["procedure_code"]), *also, f" · {voice.number(total)} {voice.word('hours')}")
        return element("li", name, line, element("ol", *(self.step(step) for step in steps)) if steps else together())

    def step(self, step: OneRow) -> Html:
        voice = self.voice
        where = step["agency_name"] or step["agency_code"]
        who = [" (", voice.said(where), ")"] if where else []
        hours = f": {voice.number(step['hours'])} {voice.word('hours')}"
        return element("li", voice.said(step["name"]), " – ", voice.said(step["role"]), *who, hours)

    def group(self, group: OneRow) -> Html:
        voice = self.voice
        members = [one["procedure_code"] for one in self.listed.members if one["group_code"] == group["code"]]
        links = (part for code in members for part in (" · ", voice.procedure(code)))
        name = element("h3", group["code"], ": ", voice.said(group["name"]))
        span = voice.span(group["valid_from"], group["valid_to"])
        return element("li", name, element("p", voice.word("lead_agency"), ": ", group["lead_agency_code"], *links, " · ", span))

    def document(self, one: OneRow) -> Html:
        voice = self.voice
        days = ((name, one[name]) for name in ("issued_on", "effective_on"))
        said = [part for name, day in days for part in (f"; {voice.word(name)}: ", voice.day(day))]
        own = [" ", element("span", voice.word("provincial"), class_="tag")] if one["provincial"] else []
        return element("li", voice.said(f"{one['number']}: {one['title']}"), *said, *own)

    def later(self, act: LaterAct) -> Html:
        voice, row = self.voice, act.row
        name = element(
            "h3", f"{row['number']} ({row['issuing_body']}), {voice.word('signed_on').lower()} ", voice.day(row["signed_on"])
        )
        facts = [
            voice.fact("document", voice.said(row["title"])),
            voice.fact("ground", voice.said(f"{row['ground_number']}: {row['ground_title']}")),
            voice.fact("reason", voice.said(row["reason"])),
        ]
        if row["effective_from"] is not None:
            facts.append(voice.fact("annulled_from", voice.day(row["effective_from"])))
        about = [voice.word("whole_decision")] if row["whole"] else [part for item in act.items for part in self.mended(item)]
        facts.append(voice.fact("items", *about))
        return element("li", name, element("dl", *facts))

    def mended(self, item: OneRow) -> Iterator[str]:
        voice = self.voice
        said: list[str] = []
        if item["said_effective_on"] is not None:
            said += ["; ", voice.day(item["said_effective_on"]), " → ", voice.day(item["effective_on"])]
        if item["corrected_parts"]:
            said += ["; ", ", ".join(voice.word(part) for part in item["corrected_parts"])]
        if item["version"] is not None:
            said += [f"; {voice.word('mended_version')}: {item['version']}"]
        yield element("div", f"{voice.word('item')} {item['item_number']}", *said)

    def files(self) -> Html:
        at, voice = f"/v1/decisions/{self.row.id}", self.voice
        annex = voice.word("annex")
        links = [(f"{at}/annex.docx", f"{annex} (DOCX)"), (f"{at}/annex.xlsx", f"{annex} (XLSX)"), (at, voice.word("data"))]
        if self.row.signed_file_sha256 and not self.row.back_entry:
            links.append((f"{at}/signed-file", voice.word("signed_file")))
        return element("ul", *(element("li", element("a", text, href=href)) for href, text in links))
