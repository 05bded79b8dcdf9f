"""The parts of a procedure by case, in the order of Article 8(2) NĐ 63/2010."""

from collections.abc import Iterator, Mapping
from typing import assert_never

from common.pages.elements import Html, element, fragment
from common.pages.page_language import PageLanguage
from procedures.law.domain.contents import AgencyInRole, Content, LegalBasis, ProcedureResult, ReceptionPlace, Role
from procedures.law.domain.fee_texts import beside_text, due_text
from procedures.law.domain.fees import Fee, FeeForm
from procedures.law.domain.legal_basis_texts import legal_basis_text
from procedures.law.domain.papers import POPULATION, Data, EarlierResult, Form, Paper
from procedures.law.domain.submission_channels import Channel, TimeForm, TimeLimit
from procedures.website.api.pages.links import procedure_link


class PartsRenderer:
    """`agencies` maps codes to names."""

    def __init__(self, language: PageLanguage, agencies: Mapping[str, str]) -> None:
        self.language = language
        self.agencies = agencies

    def of(self, content: Content) -> Iterator[tuple[str, Html]]:
        """Returns each part that is not empty, with its name."""
        for name, section in (
            ("steps", self.by_case((group.case, self.steps(group.steps)) for group in content.steps)),
            ("channels", self.channels(content.channels)),
            ("reception", self.items(self.place(place) for place in content.reception)),
            ("dossier_sets", self.text(str(content.dossier_sets) if content.dossier_sets else None)),
            ("papers", self.by_case((group.case, self.papers(group.papers)) for group in content.papers)),
            ("results", self.items(self.result(result) for result in content.results)),
            ("audience", self.items(self.language.vietnamese(audience) for audience in content.audience)),
            ("conditions", self.text(content.conditions)),
            ("agencies", self.roles(content.agencies)),
            ("legal_bases", self.items(self.basis(basis) for basis in content.legal_bases)),
            (
                "population_fields",
                self.items(self.language.value("population_field", field) for field in content.population_fields),
            ),
            (
                "household_member_fields",
                self.items(self.language.value("population_field", field) for field in content.household_member_fields),
            ),
        ):
            if section:
                yield name, self.language.section(name, section)

    def by_case(self, cases: Iterator[tuple[str | None, Html]]) -> Html:
        """Adds a heading for each case, unless a single group applies to all cases."""
        sections = list(cases)
        if len(sections) == 1 and sections[0][0] is None:
            return sections[0][1]
        return fragment(*(fragment(element("h3", self.case(case)), section) for case, section in sections))

    def case(self, case: str | None) -> str:
        return (
            self.language.word("all_cases")
            if case is None
            else fragment(self.language.word("case"), ": ", self.language.vietnamese(case))
        )

    def steps(self, steps: tuple[str, ...]) -> Html:
        return element("ol", *(element("li", self.language.vietnamese(step), class_="text") for step in steps))

    def channels(self, channels: tuple[Channel, ...]) -> Html:
        if not channels:
            return fragment()
        heads = (element("th", self.language.word(name), scope="col") for name in ("channel", "time_limits", "fees"))
        rows = [row for channel in channels for row in self.rows(channel)]
        return element("table", element("thead", element("tr", *heads)), element("tbody", *rows))

    def rows(self, channel: Channel) -> Iterator[Html]:
        limits = channel.time_limits
        name = self.language.value("channel", channel.channel)
        name_cell = element("th", name, scope="row", rowspan=str(max(1, len(limits) + bool(channel.fees))))
        if not limits and not channel.fees:
            yield element("tr", name_cell, element("td", "–"), element("td", "–"))
        for index, limit in enumerate(limits):
            cells = element("td", self.limit(limit)), element("td", self.fees(limit.fees))
            yield element("tr", *([name_cell] if index == 0 else []), *cells)
        if channel.fees:
            first = [] if limits else [name_cell]
            yield element("tr", *first, element("td", "–"), element("td", self.fees(channel.fees)))

    def limit(self, limit: TimeLimit) -> Html:
        return fragment(
            self.time(limit), *self.about("condition", limit), *self.about("ground", limit), *self.note(limit)
        )

    def time(self, limit: TimeLimit) -> str:
        number, unit = self.language.number, "" if limit.unit is None else self.language.value("unit", limit.unit)
        match limit.form:
            case TimeForm.LENGTH:
                return f"{number(limit.amount or 0)} {unit}"
            case TimeForm.RANGE:
                return f"{number(limit.shortest or 0)} – {number(limit.longest or 0)} {unit}"
            case TimeForm.SAME_DAY | TimeForm.UNLIMITED:
                return self.language.value("form", limit.form)
            case TimeForm.WORDS:
                return self.language.vietnamese(limit.words or "")
            case _:
                assert_never(limit.form)

    def note(self, limit: TimeLimit) -> list[Html]:
        return [element("p", self.language.vietnamese(limit.note), class_="paper")] if limit.note else []

    def about(self, member: str, entry: TimeLimit) -> list[Html]:
        text = getattr(entry, member)
        parts = (self.language.word(member), ": ", self.language.vietnamese(text)) if text else ()
        return [element("p", *parts, class_="paper")] if parts else []

    def fees(self, fees: tuple[Fee, ...]) -> Html:
        if not fees:
            return fragment(self.language.word("no_fees"))
        return element(
            "ul",
            *(
                element("li", self.language.vietnamese(fee.name), ": ", self.due(fee), *self.beside(fee))
                for fee in fees
            ),
        )

    def due(self, fee: Fee) -> str:
        """How much is due; the text of a Decision where it is no amount."""
        match fee.form:
            case FeeForm.AMOUNT:
                return f"{self.language.number(fee.amount or 0)} {_currency(fee.currency)}"
            case FeeForm.NONE | FeeForm.NOT_PUBLISHED:
                return self.language.value("form", fee.form)
            case FeeForm.PER_UNIT | FeeForm.TIERS | FeeForm.PERCENTAGE | FeeForm.AS_LAID_DOWN | FeeForm.WORDS:
                return self.language.vietnamese(due_text(fee))
            case _:
                assert_never(fee.form)

    def beside(self, fee: Fee) -> list[Html]:
        text = beside_text(fee).removeprefix("; ")
        return [element("p", self.language.vietnamese(text), class_="paper")] if text else []

    def papers(self, papers: tuple[Paper, ...]) -> Html:
        return element("ul", *(element("li", *self.paper(paper)) for paper in papers))

    def paper(self, paper: Paper) -> Iterator[str]:
        language = self.language
        yield language.vietnamese(paper.name)
        counts = ((paper.originals, "originals_short"), (paper.copies, "copies_short"))
        numbers = ", ".join(f"{language.word(kind)}: {number}" for number, kind in counts if number)
        yield (
            element("p", " · ".join(text for text in (paper.code, numbers) if text), class_="paper")
            if paper.code or numbers
            else ""
        )
        if paper.form is not None:
            yield element("p", language.word("form.name"), ": ", self.form(paper.form), class_="paper")
        if paper.replaced_by_data is not None:
            yield element("p", *self.data(paper.replaced_by_data), class_="paper")
        if paper.replaced_by_result is not None:
            yield element("p", *self.earlier(paper.replaced_by_result), class_="paper")

    def form(self, form: Form) -> Html:
        return external_link(form.url, self.language.vietnamese(form.name))

    def data(self, data: Data) -> Iterator[str]:
        language, is_population = self.language, data.database == POPULATION
        fields = (language.value("population_field", field) if is_population else field for field in data.fields)
        yield (
            f"{language.word('replacement')}"
            f" {language.word('population_database') if is_population else data.database}: {', '.join(fields)}"
        )
        if data.fallback:
            yield f". {language.word('replaced_by_data.fallback')}: "
            yield language.vietnamese(data.fallback)

    def earlier(self, result: EarlierResult) -> Iterator[str]:
        if result.code:
            yield f"{self.language.word('replaced_by_result.code')}: {result.code}"
        if result.procedure_code:
            yield f"{'; ' if result.code else ''}{self.language.word('replaced_by_result.procedure_code')} "
            yield procedure_link(self.language, result.procedure_code)

    def result(self, result: ProcedureResult) -> Html:
        name = fragment(self.language.vietnamese(result.name), f" ({result.code})" if result.code else "")
        if not result.validity:
            return name
        validity = (self.language.word("validity"), ": ", self.language.vietnamese(result.validity))
        return fragment(name, element("p", *validity, class_="paper"))

    def place(self, place: ReceptionPlace) -> Html:
        if not place.opening_hours:
            return fragment(self.language.vietnamese(place.place))
        hours = (self.language.word("opening_hours"), ": ", self.language.vietnamese(place.opening_hours))
        return fragment(self.language.vietnamese(place.place), element("p", *hours, class_="paper"))

    def basis(self, basis: LegalBasis) -> Html:
        language = self.language
        name = fragment(language.vietnamese(legal_basis_text(basis)))
        issued = (
            [f"; {language.word('issuing_body')}: ", language.vietnamese(basis.issuing_body)]
            if basis.issuing_body
            else []
        )
        days: list[str] = []
        for word, day in (("issued_on", basis.issued_on), ("effective_on", basis.effective_on)):
            days += [] if day is None else [f"; {language.word(word)}: ", language.day(day)]
        return fragment(external_link(basis.link, name), *issued, *days)

    def roles(self, agencies: tuple[AgencyInRole, ...]) -> Html:
        lines = []
        for role in Role:
            names = [self.agency(agency) for agency in agencies if agency.role is role]
            if names:
                entries = [element("dt", self.language.value("role", role)), *(element("dd", name) for name in names)]
                lines.append(element("div", *entries))
        return element("dl", *lines) if lines else fragment()

    def agency(self, agency: AgencyInRole) -> str:
        name = agency.name or self.agencies.get(agency.code or "", agency.code or "")
        return fragment(self.language.vietnamese(name), f" ({agency.code})" if agency.code else "")

    def items(self, items: Iterator[str]) -> Html:
        elements = [element("li", item) for item in items]
        return element("ul", *elements) if elements else fragment()

    def text(self, text: str | None) -> Html:
        return element("p", self.language.vietnamese(text), class_="text") if text else fragment()


def external_link(address: str | None, text: str) -> Html:
    """A link to another site if the address is a web address: the texts of a Decision may contain anything."""
    if address is None or not address.startswith(("https://", "http://")):
        return fragment(text)
    return element("a", text, href=address, rel="external noopener noreferrer")


def _currency(code: str | None) -> str:
    return "đồng" if code == "VND" else code or ""
