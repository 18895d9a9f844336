"""A wire between browser and server that counts the bytes that the server sends."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress


class CountingProxy:
    """Listens on a free port of this computer and passes everything to `port`."""

    def __init__(self, port: int) -> None:
        self.target = port
        self.port = 0
        self.http = self.websocket = 0  # bytes sent to the browser, headers included
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._run, daemon=True).start()
        self._ready.wait(10)

    def close(self) -> None:
        """Take no more visitors; connections end with the browser's."""
        self._loop.call_soon_threadsafe(self._server.close)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        started = asyncio.start_server(self._serve, "127.0.0.1", 0)
        self._server = self._loop.run_until_complete(started)
        self.port = self._server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back_reader, back_writer = await asyncio.open_connection("127.0.0.1", self.target)
        upgraded = False

        async def forward() -> None:
            nonlocal upgraded
            while data := await reader.read(65536):
                upgraded |= b"upgrade: websocket" in data.lower()
                back_writer.write(data)
                await back_writer.drain()
            back_writer.close()

        async def back() -> None:
            while data := await back_reader.read(65536):
                if upgraded:
                    self.websocket += len(data)
                else:
                    self.http += len(data)
                writer.write(data)
                await writer.drain()
            writer.close()

        with suppress(OSError):
            await asyncio.gather(forward(), back())
