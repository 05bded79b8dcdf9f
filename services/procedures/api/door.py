"""What the service answers requests with."""

from common.http.door import Door, HotRead, RecalledReads
from procedures.api import (
    annex,
    annexes,
    calendar,
    catalogue,
    channels,
    decisions,
    inbox,
    later_acts,
    lay_thu_tuc,
    national,
    open_data,
    procedures,
    processes,
    registers,
    reviews,
    road,
    roles,
    search,
    site,
    subscribers,
)
from procedures.queries.bodies_of_procedures import PATH, bodies_of_procedures, code_in, revision_of_catalogue

door = Door(
    routers=[
        catalogue.router,
        open_data.router,  # before the procedures, whose codes may hold full stops
        procedures.router,
        annexes.router,
        decisions.router,
        road.router,
        annex.router,
        later_acts.router,
        channels.router,
        subscribers.router,
        calendar.router,
        processes.router,
        reviews.router,
        registers.router,
        roles.router,
        national.router,
        inbox.router,
        lay_thu_tuc.router,
        search.router,
        site.router,
    ],
    hot_reads=[HotRead(PATH, code_in, revision_of_catalogue, bodies_of_procedures)],
    recalled=RecalledReads(frozenset({"/v1/procedures", "/v1/search", "/v1/search/suggestions"}), revision_of_catalogue),
    uploads=frozenset({national.UPLOAD}),
)
