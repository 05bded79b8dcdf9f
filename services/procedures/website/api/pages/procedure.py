"""One procedure for people: what it requires on a day, since when, and by which Decisions."""

from collections.abc import Iterator

from common.pages.elements import Html, element, fragment
from common.pages.page_language import PageLanguage
from common.pages.shell import RequestedPage
from procedures.website.api.pages.catalogue import day_box
from procedures.website.api.pages.chain import ChainRenderer
from procedures.website.api.pages.procedure_parts import PartsRenderer
from procedures.website.queries.procedure_page import ShownProcedure


def procedure(requested: RequestedPage, shown: ShownProcedure, *box: Html) -> Html:
    """`box` follows the facts."""
    language = requested.language
    parts = [] if shown.content is None else list(PartsRenderer(language, shown.agencies).of(shown.content))
    names = [name for name, _ in parts] + ["versions", "chain"]
    contents = (element("li", element("a", language.word(name), href=f"#{name.replace('_', '-')}")) for name in names)
    return fragment(
        _as_of(language, shown),
        element("dl", *_facts(language, shown)) if shown.row is not None else _not_law(language, shown),
        *box,
        element("nav", element("ul", *contents), class_="contents", **{"aria-label": language.word("on_this_page")}),
        *(section for _, section in parts),
        language.section("versions", *_versions(language, shown)),
        language.section("chain", ChainRenderer(language, shown.code).of(shown.links)),
        _data(language, shown),
    )


def _as_of(language: PageLanguage, shown: ShownProcedure) -> Html:
    field = element(
        "div", day_box(language, shown.on), element("button", language.word("show"), type="submit"), class_="field day"
    )
    return element(
        "form", field, language.kept_in_forms(), action=f"/thu-tuc/{shown.code}", method="get", class_="screen"
    )


def _not_law(language: PageLanguage, shown: ShownProcedure) -> Html:
    message = element("strong", language.word("procedure-not-in-force-on-day"))
    return element("p", shown.code, ": ", message, " (", language.day(shown.on), ")", class_="note")


def _facts(language: PageLanguage, shown: ShownProcedure) -> Iterator[Html]:
    row = shown.row
    assert row is not None  # noqa: S101 - the caller has checked it
    yield language.fact("code", shown.code)
    if (given := shown.code_given) is not None:
        document = language.vietnamese(f"{given.number} ({given.issuing_body}): {given.title}")
        yield language.fact("former_code", given.former_code, "; ", language.moment(given.recorded_at), "; ", document)
    yield language.fact("field", language.vietnamese(row.field_name))
    yield language.fact("agency", language.vietnamese(row.agency_name))
    yield language.fact("levels", ", ".join(language.value("level", level) for level in row.levels))
    review = [" ", element("span", language.word("under_review"), class_="tag")] if row.under_review else []
    yield language.fact("in_force", language.span(row.effective_from, row.effective_to), *review)
    number = element("a", row.decision_number, href=language.address(f"/quyet-dinh/{row.decision_id}"))
    yield language.fact(
        "decision", number, ", ", language.word("signed_on").lower(), " ", language.day(row.decision_signed_on)
    )
    yield language.fact("version", str(row.version))


def _versions(language: PageLanguage, shown: ShownProcedure) -> Iterator[Html]:
    now = None if shown.row is None else shown.row.version
    if not shown.versions:
        yield element("p", language.word("no_versions"), class_="note")
        return
    yield element(
        "ul",
        *(_version(language, shown, number, number == now) for number in shown.versions),
        class_="list",
        role="list",
    )
    if len(shown.versions) > 1:
        yield _comparing(language, shown)


def _version(language: PageLanguage, shown: ShownProcedure, number: int, is_current: bool) -> Html:
    spans = [span for span in shown.held if span.version == number]
    links: list[str] = []
    for span in spans:
        text = language.span(span.effective_from, span.effective_to)
        links += [
            "; " if links else "",
            element("a", text, href=language.address(f"/thu-tuc/{shown.code}", in_force_on=span.effective_from)),
        ]
    tag = [" ", element("span", language.word("shown_version"), class_="tag screen")] if is_current else []
    before = max((other for other in shown.versions if other < number), default=None)
    comparison = (
        [] if before is None else [element("p", _difference(language, shown.code, before, number), class_="screen")]
    )
    name = element("strong", f"{language.word('version')} {number}")
    return element("li", name, ": ", *(links or [language.word("never")]), *tag, *comparison)


def _difference(language: PageLanguage, code: str, before: int, after: int) -> Html:
    text = f"{language.word('see_difference')} ({before} → {after})"
    return language.link(text, f"/thu-tuc/{code}/thay-doi", from_=before, to=after)


def _comparing(language: PageLanguage, shown: ShownProcedure) -> Html:
    """A form that compares any two versions."""
    versions = shown.versions

    def choice(name: str, word: str, chosen: int) -> Html:
        options = (
            element(
                "option", str(version), value=str(version), **({"selected": "selected"} if version == chosen else {})
            )
            for version in versions
        )
        return element(
            "div", element("label", language.word(word), for_=name), element("select", *options, id=name, name=name)
        )

    return element(
        "form",
        element("h3", language.word("compare_two"), id="so-sanh"),
        element(
            "div",
            choice("from", "from_version", versions[0]),
            choice("to", "to_version", versions[-1]),
            element("button", language.word("compare"), type="submit"),
            class_="field day",
        ),
        language.kept_in_forms(),
        action=f"/thu-tuc/{shown.code}/thay-doi",
        method="get",
        **{"aria-labelledby": "so-sanh"},
    )


def _data(language: PageLanguage, shown: ShownProcedure) -> Html:
    path = f"/v1/procedures/{shown.code}"
    links = [
        (f"{path}?in_force_on={shown.on}", shown.code),
        (f"{path}/versions", language.word("versions")),
        (f"{path}/chain", language.word("chain")),
    ]
    items = (element("li", element("a", f"{language.word('data')}: {text}", href=href)) for href, text in links)
    return element("nav", element("ul", *items), class_="contents", **{"aria-label": language.word("data")})
