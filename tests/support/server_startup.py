"""A server that has just been started, and takes its first connections a moment later."""

import asyncio


async def wait_until_listening(port: int) -> None:
    """Until somebody takes connections there."""
    async with asyncio.timeout(20):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.01)
            else:
                writer.close()
                return
