"""Waits for a server that has just been started."""

import asyncio


async def wait_until_listening(port: int) -> None:
    """Returns when something accepts connections on the port."""
    async with asyncio.timeout(20):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.01)
            else:
                writer.close()
                return
