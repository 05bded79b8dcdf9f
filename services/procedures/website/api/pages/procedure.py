"""One procedure for people: what it asks for on a day, since when, and by which Decisions."""

from collections.abc import Iterator

from procedures.website.api.pages.catalogue import day_box
from procedures.website.api.pages.chain import ChainShown
from common.pages.elements import Html, element, together
from common.pages.page_language import Voice
from procedures.website.api.pages.procedure_parts import Parts
from common.pages.shell import Asked, kept_language
from procedures.website.queries.procedure_page import Shown


def procedure(asked: Asked, shown: Shown) -> Html:
    voice = asked.voice
    parts = [] if shown.content is None else list(Parts(voice, shown.agencies).of(shown.content))
    names = [name for name, _ in parts] + ["versions", "chain"]
    contents = (element("li", element("a", voice.word(name), href=f"#{name.replace('_', '-')}")) for name in names)
    return together(
        _as_of(voice, shown),
        element("dl", *_facts(voice, shown)) if shown.row is not None else _not_law(voice, shown),
        element("nav", element("ul", *contents), class_="contents", **{"aria-label": voice.word("on_this_page")}),
        *(said for _, said in parts),
        voice.section("versions", *_versions(voice, shown)),
        voice.section("chain", ChainShown(voice, shown.code).of(shown.links)),
        _data(voice, shown),
    )


def _as_of(voice: Voice, shown: Shown) -> Html:
    field = element("div", day_box(voice, shown.on), element("button", voice.word("show"), type="submit"), class_="field day")
    return element("form", field, kept_language(voice), action=f"/thu-tuc/{shown.code}", method="get", class_="screen")


def _not_law(voice: Voice, shown: Shown) -> Html:
    said = element("strong", voice.word("not-in-force-on-day"))
    return element("p", shown.code, ": ", said, " (", voice.day(shown.on), ")", class_="note")


def _facts(voice: Voice, shown: Shown) -> Iterator[Html]:
    row = shown.row
    assert row is not None  # noqa: S101 - asked by who calls
    yield voice.fact("code", shown.code)
    yield voice.fact("field", voice.said(row.field_name))
    yield voice.fact("agency", voice.said(row.agency_name))
    yield voice.fact("levels", ", ".join(voice.value("level", level) for level in row.levels))
    review = [" ", element("span", voice.word("under_review"), class_="tag")] if row.under_review else []
    yield voice.fact("in_force", voice.span(row.effective_from, row.effective_to), *review)
    number = element("a", row.decision_number, href=voice.address(f"/quyet-dinh/{row.decision_id}"))
    yield voice.fact("decision", number, ", ", voice.word("signed_on").lower(), " ", voice.day(row.decision_signed_on))
    yield voice.fact("version", str(row.version))


def _versions(voice: Voice, shown: Shown) -> Iterator[Html]:
    now = None if shown.row is None else shown.row.version
    yield element("ul", *(_version(voice, shown, number, number == now) for number in shown.versions), class_="list", role="list")
    if len(shown.versions) > 1:
        yield _comparing(voice, shown)


def _version(voice: Voice, shown: Shown, number: int, is_now: bool) -> Html:
    spans = [span for span in shown.held if span.version == number]
    said: list[str] = []
    for span in spans:
        text = voice.span(span.effective_from, span.effective_to)
        said += [
            "; " if said else "",
            element("a", text, href=voice.address(f"/thu-tuc/{shown.code}", in_force_on=span.effective_from)),
        ]
    mark = [" ", element("span", voice.word("shown_version"), class_="tag screen")] if is_now else []
    before = max((one for one in shown.versions if one < number), default=None)
    link = [] if before is None else [element("p", _difference(voice, shown.code, before, number), class_="screen")]
    name = element("strong", f"{voice.word('version')} {number}")
    return element("li", name, ": ", *(said or [voice.word("never")]), *mark, *link)


def _difference(voice: Voice, code: str, before: int, after: int) -> Html:
    said = f"{voice.word('see_difference')} ({before} → {after})"
    return voice.link(said, f"/thu-tuc/{code}/thay-doi", from_=before, to=after)


def _comparing(voice: Voice, shown: Shown) -> Html:
    """Any two versions."""
    versions = shown.versions

    def choice(name: str, word: str, chosen: int) -> Html:
        options = (
            element("option", str(one), value=str(one), **({"selected": "selected"} if one == chosen else {})) for one in versions
        )
        return element("div", element("label", voice.word(word), for_=name), element("select", *options, id=name, name=name))

    return element(
        "form", element("h3", voice.word("compare_two"), id="so-sanh"),
        element(
            "div", choice("from", "from_version", versions[0]), choice("to", "to_version", versions[-1]),
            element("button", voice.word("compare"), type="submit"), class_="field day",
        ),
        kept_language(voice), action=f"/thu-tuc/{shown.code}/thay-doi", method="get", **{"aria-labelledby": "so-sanh"},
    )  # fmt: skip


def _data(voice: Voice, shown: Shown) -> Html:
    at = f"/v1/procedures/{shown.code}"
    links = [
        (f"{at}?in_force_on={shown.on}", shown.code),
        (f"{at}/versions", voice.word("versions")),
        (f"{at}/chain", voice.word("chain")),
    ]
    said = (element("li", element("a", f"{voice.word('data')}: {text}", href=href)) for href, text in links)
    return element("nav", element("ul", *said), class_="contents", **{"aria-label": voice.word("data")})
