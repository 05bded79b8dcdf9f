"""The box on the page of a procedure: may a dossier be filed online, at which level, from when, and why not more?"""

from collections.abc import Iterator

from common.pages.elements import Html, element
from common.pages.page_language import PageLanguage
from procedures.website.queries.online_filing import OnlineFiling


def online_filing_box(language: PageLanguage, filing: OnlineFiling | None) -> Html:
    more = [] if filing is None else [element("p", *sentence) for sentence in _more(language, filing)]
    return language.section("online_filing", element("p", *_sentence(language, filing), class_="note"), *more)


def _sentence(language: PageLanguage, filing: OnlineFiling | None) -> Iterator[str]:
    if filing is None:
        yield language.word("online_filing_unknown")
        return
    if filing.may_file:
        yield element("strong", language.word("may_file_online"))
    else:
        yield element("strong", language.value("online_obstacle", filing.obstacle or ""))
    if filing.level is not None and filing.level != filing.obstacle:
        yield f" {language.value('filing_level', filing.level)}"
    if filing.offered_from is not None:
        yield f" {language.word('since')} "
        yield language.day(filing.offered_from)
    yield "."
    if filing.begins is not None:
        yield f" {language.word('online_filing_begins')} "
        yield language.day(filing.begins)
        yield "."
    if filing.ends is not None:
        yield f" {language.word('online_filing_ends')} "
        yield language.day(filing.ends)
        yield "."


def _more(language: PageLanguage, filing: OnlineFiling) -> Iterator[list[str]]:
    """Yields the published reason of a partial service, how proactively it is provided, and the sets that it is in."""
    if (reason := filing.partial_reason) is not None:
        name = reason.name if language.code == "vi" else reason.name_en
        yield [f"{language.word('partial_reason')}: {name} (", language.vietnamese(reason.legal_basis), ")."]
    if filing.proactive_level > 0:
        yield [f"{language.word('proactive_level')}: {language.value('proactive', str(filing.proactive_level))}."]
    for each in filing.sets:
        yield [f"{language.value('service_set', each.kind)}: ", language.vietnamese(each.name), "."]
