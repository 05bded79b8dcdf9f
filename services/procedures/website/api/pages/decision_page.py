"""A Decision for people: its heading, its items, and its later annulments and corrections."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Row

from common.pages.elements import Html, element, fragment
from common.pages.page_language import PageLanguage
from common.pages.shell import RequestedPage
from procedures.decisions.queries.decision_by_id import DecisionRows
from procedures.decisions.queries.rectifications_of_decision import Rectification
from procedures.law.domain.item_effects import EFFECTS
from procedures.website.api.pages.catalogue import Rows
from procedures.website.api.pages.links import procedure_link, related_decisions

RowMapping = Mapping[Any, Any]


def decisions_listed(language: PageLanguage, rows: Rows) -> Html:
    """The Decision that was signed last comes first."""
    if not rows:
        return element("p", language.word("no_decisions"), class_="note")
    return element("ul", *(_in_list(language, row) for row in rows), class_="list", role="list")


def _in_list(language: PageLanguage, row: Row[Any]) -> Html:
    link = element("a", heading(language, row), href=language.address(f"/quyet-dinh/{row.id}"))
    count = f" · {language.word('items')}: {language.number(row.item_count)}"
    details = fragment(
        language.word("signed_on"),
        " ",
        language.day(row.signed_on),
        " · ",
        language.vietnamese(row.agency_name),
        count,
    )
    return element("li", link, element("p", language.vietnamese(row.title)), element("p", details))


def heading(language: PageLanguage, row: Row[Any]) -> str:
    return f"{language.word('decision_number')} {row.number}"


def decision(requested: RequestedPage, listed: DecisionRows) -> Html:
    shown = DecisionRenderer(requested.language, listed)
    return fragment(*shown.of())


class DecisionRenderer:
    def __init__(self, language: PageLanguage, listed: DecisionRows) -> None:
        self.language = language
        self.listed = listed
        self.row: Row[Any] = listed.decision
        annulments = [act for act in listed.rectifications if act.row["kind"] == "annulment"]
        self.steps: dict[str, list[RowMapping]] = defaultdict(list)
        for step in listed.steps:
            self.steps[step["process_code"]].append(step)
        self.annulled = {item["item_number"]: act.row["effective_from"] for act in annulments for item in act.items}

    def of(self) -> Iterator[Html]:
        language, listed = self.language, self.listed
        yield element("p", element("strong", language.vietnamese(self.row.title)))
        yield element("dl", *self.facts())
        for name, entries in (
            (
                "annulments",
                [self.rectification(act) for act in listed.rectifications if act.row["kind"] == "annulment"],
            ),
            (
                "corrections",
                [self.rectification(act) for act in listed.rectifications if act.row["kind"] == "correction"],
            ),
            ("items", [self.item(item) for item in listed.items]),
            ("processes", [self.process(entry) for entry in listed.processes]),
            ("groups", [self.group(entry) for entry in listed.groups]),
            ("legal_documents", [self.document(entry) for entry in listed.legal_documents]),
        ):
            if entries:
                yield language.section(name, element("ul", *entries, class_="acts", role="list"))
        yield language.section("files", self.files())

    def facts(self) -> Iterator[Html]:
        language, row = self.language, self.row
        canonical = [] if row.canonical_number == row.number else [" (", row.canonical_number, ")"]
        yield language.fact("number", row.number, *canonical)
        yield language.fact("issued_by", row.issuing_body)
        yield language.fact("signed_on", language.day(row.signed_on))
        if row.signer:
            yield language.fact("signer", language.vietnamese(row.signer))
        yield language.fact("proposed_by", language.vietnamese(row.agency_name), f" ({row.agency_code})")
        yield language.fact("published_on", language.day(row.published_on))
        yield language.fact("recorded_at", language.moment(row.recorded_at))
        if row.due_on is not None:
            timeliness_word = "in_time_yes" if row.timeliness_in_time else "in_time_no"
            yield language.fact(
                "in_time",
                language.day(row.due_on),
                ", ",
                language.word(timeliness_word),
                " (",
                language.vietnamese(row.due_article),
                ")",
            )
        if notes := "; ".join(
            language.word(name) for name, holds in (("late", row.late), ("back_entered", row.back_entered)) if holds
        ):
            yield language.fact("note", notes)
        yield from related_decisions(language, "replaces_lists_of", self.listed.replaces_lists_of)
        yield from related_decisions(language, "lists_replaced_by", self.listed.lists_replaced_by)
        if row.signed_file_sha256:
            yield language.fact("signed_file", "SHA-256 ", element("code", row.signed_file_sha256, class_="hash"))

    def item(self, item: RowMapping) -> Html:
        return element("li", element("h3", *self.item_heading(item)), element("dl", *self.item_facts(item)))

    def item_heading(self, item: RowMapping) -> Iterator[str]:
        language = self.language
        yield f"{item['number']}. {language.value('kind', item['kind'])} "
        yield procedure_link(
            language, item["procedure_code"], None if EFFECTS[item["kind"]].ends else item["effective_on"]
        )
        if name := item["name"] or (item["heading"] and item["heading"]["name"]):
            yield fragment(": ", language.vietnamese(name))
        if item["number"] in self.annulled:
            since = language.day(self.annulled[item["number"]])
            yield fragment(" ", element("span", language.word("annulled_from"), " ", since, class_="tag bad"))

    def item_facts(self, item: RowMapping) -> Iterator[Html]:
        language = self.language
        yield language.fact("takes_effect", language.day(item["effective_on"]))
        yield from self.printed_in(item)
        if item["successor_code"]:
            yield language.fact("successor", procedure_link(language, item["successor_code"], item["effective_on"]))
        if item["changed_parts"]:
            yield language.fact("changed_parts", ", ".join(language.word(part) for part in item["changed_parts"]))
        if (computed := item["computed_changed_parts"]) is not None:
            parts = ", ".join(language.word(part) for part in computed) or language.word("no_parts")
            yield language.fact("computed_changed_parts", parts)
        if item["online_level"]:
            yield language.fact("online_level", language.value("online", item["online_level"]))
        if item["designation_name"]:
            yield language.fact("designation", language.vietnamese(item["designation_name"]))
        if item["legal_document_number"]:
            yield language.fact("ground", language.vietnamese(item["legal_document_number"]))
        if item["predecessor_unrecorded"]:
            yield language.fact("note", language.word("predecessor_unrecorded"))
        if item["published_as"]:
            yield language.fact("published_as", language.value("published_as", item["published_as"]))
        if item["ministry_publication_decision_number"]:
            yield language.fact(
                "ministry_publication",
                language.vietnamese(
                    f"{item['ministry_publication_decision_number']} ({item['ministry_publication_code']})"
                ),
            )

    def printed_in(self, item: RowMapping) -> Iterator[Html]:
        """The headings under which the Decision prints the item, and its number there."""
        language = self.language
        if texts := [language.vietnamese(item[name]) for name in ("list", "section") if item[name]]:
            separated = [part for text in texts for part in (" – ", text)][1:]
            number = [f", {language.word('list_number')} {item['list_number']}"] if item["list_number"] else []
            yield language.fact("printed_in", *separated, *number)

    def process(self, process: RowMapping) -> Html:
        language = self.language
        steps = self.steps[process["code"]]
        total = sum(step["hours"] for step in steps)
        scope = [language.value("channel", process["channel"])] if process["channel"] else []
        scope += [language.vietnamese(process["for_case"])] if process["for_case"] else []
        scope += [language.word("inter_agency")] if process["inter_agency"] else []
        scope += [language.word("separate_signer")] if process["separate_signer"] else []
        separated = (part for text in scope for part in (" · ", text))
        name = element("h3", process["code"], ": ", language.vietnamese(process["name"]))
        line = element(
            "p",
            procedure_link(language, process["procedure_code"]),
            *separated,
            f" · {language.number(total)} {language.word('hours')}",
        )
        return element("li", name, line, element("ol", *(self.step(step) for step in steps)) if steps else fragment())

    def step(self, step: RowMapping) -> Html:
        language = self.language
        agency = step["agency_name"] or step["agency_code"]
        suffix = [" (", language.vietnamese(agency), ")"] if agency else []
        hours = f": {language.number(step['hours'])} {language.word('hours')}"
        return element(
            "li", language.vietnamese(step["name"]), " – ", language.vietnamese(step["role"]), *suffix, hours
        )

    def group(self, group: RowMapping) -> Html:
        language = self.language
        members = [member["procedure_code"] for member in self.listed.members if member["group_code"] == group["code"]]
        links = (part for code in members for part in (" · ", procedure_link(language, code)))
        name = element("h3", group["code"], ": ", language.vietnamese(group["name"]))
        span = language.span(group["valid_from"], group["valid_to"])
        return element(
            "li", name, element("p", language.word("lead_agency"), ": ", group["lead_agency_code"], *links, " · ", span)
        )

    def document(self, row: RowMapping) -> Html:
        language = self.language
        days = ((name, row[name]) for name in ("issued_on", "effective_on") if row[name] is not None)
        dates = [part for name, day in days for part in (f"; {language.word(name)}: ", language.day(day))]
        kinds = (name for name in ("provincial", "ministry_decision") if row[name])
        tags = (part for kind in kinds for part in (" ", element("span", language.word(kind), class_="tag")))
        return element("li", language.vietnamese(f"{row['number']}: {row['title']}"), *dates, *tags)

    def rectification(self, act: Rectification) -> Html:
        language, row = self.language, act.row
        name = element(
            "h3",
            f"{row['number']} ({row['issuing_body']}), {language.word('signed_on').lower()} ",
            language.day(row["signed_on"]),
        )
        facts = [
            language.fact("document", language.vietnamese(row["title"])),
            language.fact(
                "ground", language.vietnamese(f"{row['legal_document_number']}: {row['legal_document_title']}")
            ),
            language.fact("reason", language.vietnamese(row["reason"])),
        ]
        if row["effective_from"] is not None:
            facts.append(language.fact("annulled_from", language.day(row["effective_from"])))
        items = (
            [language.word("whole_decision")]
            if row["entire_decision"]
            else [part for item in act.items for part in self.corrected(item)]
        )
        facts.append(language.fact("items", *items))
        return element("li", name, element("dl", *facts))

    def corrected(self, item: RowMapping) -> Iterator[str]:
        language = self.language
        changes: list[str] = []
        if item["previous_effective_on"] is not None:
            changes += ["; ", language.day(item["previous_effective_on"]), " → ", language.day(item["effective_on"])]
        if item["corrected_parts"]:
            changes += ["; ", ", ".join(language.word(part) for part in item["corrected_parts"])]
        if item["version"] is not None:
            changes += [f"; {language.word('corrected_version')}: {item['version']}"]
        yield element("div", f"{language.word('item')} {item['item_number']}", *changes)

    def files(self) -> Html:
        path, language = f"/v1/decisions/{self.row.id}", self.language
        annex = language.word("annex")
        links = [
            (f"{path}/annex.docx", f"{annex} (DOCX)"),
            (f"{path}/annex.xlsx", f"{annex} (XLSX)"),
            (path, language.word("data")),
        ]
        if self.row.signed_file_sha256 and not self.row.back_entered:
            links.append((f"{path}/signed-file", language.word("signed_file")))
        return element("ul", *(element("li", element("a", text, href=href)) for href, text in links))
