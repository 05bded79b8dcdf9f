"""The client verifies the streams that it follows: the test vectors of docs/streams.md, served in pages."""

import json
from collections.abc import Callable
from copy import deepcopy
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
import pytest

from congbo_client import (
    AsyncEventStream,
    ChainBroken,
    EventStream,
    FeedIncomplete,
    HeadNotVerified,
    StreamPosition,
    StreamRestored,
    UnknownEventType,
)
from tests.support.client_server import ClientServer

VECTORS = json.loads((Path(__file__).parents[3] / "docs/contracts/stream-vectors.json").read_text())
EVENTS: list[dict[str, Any]] = json.loads(VECTORS["page"])["events"]
FIRST_KEY: str = VECTORS["keys"][0]["public_key"]
LAST = StreamPosition(7, EVENTS[-1]["hash"])
Edit = Callable[["Source"], None]


class Source:
    """A source with two events in each page."""

    def __init__(self) -> None:
        self.events, self.keys = deepcopy(EVENTS), deepcopy(VECTORS["keys"])
        self.heads = [deepcopy(VECTORS["head"]["signed"])]
        self.tail = len(self.events)
        self.server = ClientServer(respond=self.respond)

    def respond(self, request: httpx.Request) -> httpx.Response:
        match request.url.path.rsplit("/", 1)[1]:
            case "head":
                return httpx.Response(200, json={"heads": self.heads})
            case "keys":
                return httpx.Response(200, json={"keys": self.keys})
        after = int(request.url.params["after"])
        size = min(2, int(request.url.params["limit"]))
        page = [event for event in self.events if event["sequence"] > after][:size]
        return httpx.Response(200, json={"events": page, "tail": self.tail})

    def stream(self, **options: Any) -> EventStream:
        return EventStream(
            self.server.client(), "procedures", **{"first_key": FIRST_KEY, "known_types": None, **options}
        )

    def paths(self) -> list[str]:
        return [request.url.raw_path.decode() for request in self.server.requests]


def test_all_events_up_to_the_signed_head_are_read_and_end_there() -> None:
    events = list(Source().stream().read())
    assert [each.event for each in events] == EVENTS
    assert events[-1].position == LAST


def test_a_reader_resumes_from_a_position() -> None:
    source = Source()
    resumed = list(source.stream().read(StreamPosition(5, EVENTS[4]["hash"])))
    assert [each.event["sequence"] for each in resumed] == [6, 7]
    assert "/v1/events?shard=0&after=5&limit=2&wait=0" in source.paths()


def test_a_follower_waits_for_events_and_checks_the_head_whenever_it_has_all() -> None:
    source = Source()
    followed = source.stream().follow(wait=30)
    assert len(list(islice(followed, 7))) == 7
    source.heads[0]["head"]["hash"] = "11" * 32
    with pytest.raises(HeadNotVerified):
        next(followed)
    assert "/v1/events?shard=0&after=6&limit=1000&wait=30" in source.paths()


@pytest.mark.parametrize("place", [0, 3, 6])
@pytest.mark.parametrize("member", ["id", "type", "time", "hash", "prevhash", "source", "sequence", "shard", "data"])
def test_an_event_that_was_changed_stops_the_stream_before_it_is_returned(place: int, member: str) -> None:
    source = Source()
    value = source.events[place][member]
    changed = value + "x" if isinstance(value, str) else value + 100 if isinstance(value, int) else {**value, "x": 1}
    source.events[place] = {**source.events[place], member: changed}
    events = source.stream().read()
    assert [event.event for event in islice(events, place)] == EVENTS[:place]
    with pytest.raises(ChainBroken):
        next(events)


def changed_head(source: Source) -> None:
    source.heads[0]["head"]["time"] = "2028-11-23T05:00:01.000000Z"


def another_first_key(source: Source) -> None:
    source.keys = source.keys[1:]


def key_that_nobody_signed(source: Source) -> None:
    source.keys[1]["signature"] = source.keys[0]["signature"]


def key_with_another_id(source: Source) -> None:
    source.keys[1]["key_id"] = source.heads[0]["key_id"] = "00" * 8


def key_signed_by_a_later_one(source: Source) -> None:
    source.keys[1]["signed_by"] = source.keys[1]["key_id"]


def key_that_is_no_key(source: Source) -> None:
    source.keys[1]["public_key"] = "!"


def no_head_of_the_shard(source: Source) -> None:
    source.heads = []


@pytest.mark.parametrize(
    "edit",
    [
        changed_head,
        another_first_key,
        key_that_nobody_signed,
        key_with_another_id,
        key_signed_by_a_later_one,
        key_that_is_no_key,
        no_head_of_the_shard,
    ],
)
def test_a_head_that_the_pinned_key_does_not_vouch_for_stops_the_stream_before_any_event(edit: Edit) -> None:
    source = Source()
    edit(source)
    with pytest.raises(HeadNotVerified):
        next(source.stream().read())


def test_a_list_of_keys_that_is_sound_but_begins_with_another_key_than_the_pinned_one_stops_the_stream() -> None:
    with pytest.raises(HeadNotVerified, match="pinned"):
        next(Source().stream(first_key=VECTORS["keys"][1]["public_key"]).read())


def test_a_feed_that_lacks_its_last_events_stops_the_stream() -> None:
    source = Source()
    del source.events[5:]
    with pytest.raises(FeedIncomplete, match="procedures/0:6"):
        list(source.stream().read())


def test_a_tail_beyond_the_events_stops_a_follower() -> None:
    source = Source()
    source.tail = 8
    with pytest.raises(FeedIncomplete, match="procedures/0:8"):
        list(islice(source.stream().follow(), 8))


@pytest.mark.parametrize("position", [StreamPosition(8, "22" * 32), StreamPosition(7, "22" * 32)])
def test_a_source_that_ends_before_the_position_or_has_another_history_stops_the_stream(
    position: StreamPosition,
) -> None:
    with pytest.raises(StreamRestored):
        next(Source().stream().follow(position))


def test_an_unknown_type_stops_the_stream_before_its_event() -> None:
    known = {event["type"] for event in EVENTS} - {EVENTS[-1]["type"]}
    before = next(n for n, event in enumerate(EVENTS) if event["type"] not in known)
    stream = Source().stream(known_types=known).read()
    assert len(list(islice(stream, before))) == before
    with pytest.raises(UnknownEventType):
        next(stream)


def in_a_later_epoch() -> Source:
    source = Source()
    source.heads = [deepcopy(VECTORS["head_in_epoch"]["signed"])]
    return source


def test_a_later_epoch_is_followed_only_if_the_source_still_has_the_own_event() -> None:
    """The head of the vectors is the point at which the epoch began: sequence 3."""
    own = EVENTS[2]
    kept = list(in_a_later_epoch().stream().read(StreamPosition(2, EVENTS[1]["hash"])))
    assert [each.position for each in kept] == [StreamPosition(3, own["hash"], epoch=2)]
    with pytest.raises(StreamRestored, match="no longer has"):
        list(in_a_later_epoch().stream().read(StreamPosition(2, "33" * 32)))
    with pytest.raises(StreamRestored, match="ends at 3"):
        list(in_a_later_epoch().stream().read(StreamPosition(7, EVENTS[6]["hash"])))


def test_a_position_that_names_the_epoch_is_not_compared_again() -> None:
    source = in_a_later_epoch()
    list(source.stream().read(StreamPosition(3, EVENTS[2]["hash"], epoch=2)))
    assert source.paths() == ["/v1/events/keys", "/v1/events/head"]


async def test_an_asynchronous_stream_verifies_alike() -> None:
    source = Source()
    stream = AsyncEventStream(source.server.async_client(), "procedures", first_key=FIRST_KEY, known_types=None)
    assert [each.position async for each in stream.read()][-1] == LAST
    source.events[3]["data"] = {}
    with pytest.raises(ChainBroken):
        [each async for each in stream.read()]
