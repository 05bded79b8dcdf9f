"""What a response writes at once reaches the socket in one write, and nothing is lost, kept or held for long."""

import asyncio
from collections.abc import Iterable

import uvicorn
from starlette.responses import Response
from uvicorn.server import ServerState

from common.http.joined_writes import LARGEST, JoinedWrites
from common.http.slow_connections import HeadTimeoutProtocol


class RecordingTransport(asyncio.Transport):
    """`writes` are what reached the socket, each with one system call."""

    def __init__(self) -> None:
        super().__init__()
        self.writes: list[bytes] = []
        self.closing = False

    def writelines(self, list_of_data: Iterable[bytes | bytearray | memoryview]) -> None:
        self.writes.append(b"".join(list_of_data))

    def close(self) -> None:
        self.closing = True

    def abort(self) -> None:
        self.closing = True

    def is_closing(self) -> bool:
        return self.closing


def joined() -> tuple[JoinedWrites, RecordingTransport]:
    transport = RecordingTransport()
    return JoinedWrites(transport, asyncio.get_running_loop()), transport


async def test_head_and_body_are_one_write_and_what_comes_later_is_another() -> None:
    writes, transport = joined()
    writes.write(b"head")
    writes.write(b"body")
    assert transport.writes == []
    await asyncio.sleep(0)
    assert transport.writes == [b"headbody"]
    writes.write(b"more")
    await asyncio.sleep(0)
    assert transport.writes == [b"headbody", b"more"]


async def test_a_body_that_is_streamed_without_a_pause_is_not_held_back() -> None:
    writes, transport = joined()
    for _ in range(5):
        writes.write(b"." * (LARGEST // 2))
    assert [len(write) for write in transport.writes] == [3 * (LARGEST // 2)]
    await asyncio.sleep(0)
    assert sum(len(write) for write in transport.writes) == 5 * (LARGEST // 2)


async def test_what_was_written_before_the_end_of_a_connection_is_sent() -> None:
    writes, transport = joined()
    writes.write(b"the whole response")
    writes.close()
    assert (transport.writes, transport.closing) == ([b"the whole response"], True)


async def test_a_client_that_ends_its_side_of_the_connection_receives_what_was_written() -> None:
    transport = RecordingTransport()
    config = uvicorn.Config(Response("body"), lifespan="off", log_config=None, ws="none")
    config.load()
    protocol = HeadTimeoutProtocol(config, ServerState(), {})
    protocol.connection_made(transport)
    protocol.data_received(b"GET / HTTP/1.1\r\nHost: service.test\r\n\r\n")
    await asyncio.sleep(0)
    assert transport.writes == []
    protocol.eof_received()
    transport.close()
    await asyncio.sleep(0)
    assert [write[-4:] for write in transport.writes] == [b"body"]
    protocol.connection_lost(None)


async def test_nothing_is_written_to_a_connection_that_has_ended() -> None:
    writes, transport = joined()
    writes.write(b"for nobody")
    writes.abort()
    await asyncio.sleep(0)
    assert transport.writes == []
