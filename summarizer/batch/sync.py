"""An asynchronous iterator for programs without an event loop."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Coroutine, Iterator
from typing import Any, TypeVar

ItemT = TypeVar("ItemT")


def iterate(items: AsyncGenerator[ItemT, None]) -> Iterator[ItemT]:
    """The items one by one, made in a thread with a loop of its own; so it works where a loop is running, too.

    Args:
        items: what to iterate over; closed at the end, also when the caller breaks off.
    """
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="summarizer-batch", daemon=True)
    thread.start()

    async def following() -> ItemT | None:
        return await anext(items, None)

    def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, loop).result()

    async def end() -> None:
        await items.aclose()
        await loop.shutdown_default_executor()

    try:
        while (item := run(following())) is not None:
            yield item
    finally:
        run(end())
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
