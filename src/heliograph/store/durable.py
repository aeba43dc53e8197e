"""DBOS Transact behind our port: it carries ids forward across the end of processes, and knows nothing else.

It has a database of its own, which can be thrown away: our rows say what is unfinished. On SQLite it keeps the rollback
journal, because several connections on a WAL file could damage it (see sqlite.py)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from heliograph.gateway.film_ports import Carrier

VERSION = "1"
"""Pinned by hand, so that work of an older release is carried on; DBOS's own would change with every line of code."""
STEPS = ("submit", "wait", "settle")
NEVER = 1_000_000
"""DBOS gives up work that it has recovered too often; our own rows decide that instead."""
POOL = 8

log = logging.getLogger(__name__)


class _Forward(logging.Handler):
    """DBOS's own log, in ours."""

    def emit(self, record: logging.LogRecord) -> None:
        log.handle(record)


class DbosDurable:
    """A Durable port. ``executor`` names this process's slot: exactly one process may run under that name."""

    def __init__(self, url: str, carrier: Carrier, executor: str = "heliograph") -> None:
        self._url = url
        self._carrier = carrier
        self._executor = executor
        self._workflow: Callable[[str], Coroutine[Any, Any, None]] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closing = False
        self._failed = ""

    @property
    def ailing(self) -> str:
        """Empty when it runs, else what it is doing instead."""
        return "" if self._workflow is not None else self._failed or "operations are being taken up again"

    async def launch(self) -> None:
        """Makes its tables where needed and takes up what another process left. Takes seconds; call it when the server
        listens already. What is started before waits."""
        self._loop = asyncio.get_running_loop()
        try:
            self._workflow = await asyncio.to_thread(self._launch)
        except Exception as error:
            self._failed = f"operations cannot be carried on: {type(error).__name__}"
            raise

    async def start(self, id: str) -> None:
        """Nothing happens to an id that is known."""
        from dbos import DBOS, SetWorkflowID

        if self._workflow is not None and not self._closing:
            with SetWorkflowID(id):
                await DBOS.start_workflow_async(self._workflow, id)

    async def cancel(self, id: str) -> None:
        from dbos import DBOS

        if self._workflow is not None and await self.status(id) in {"waiting", "running"}:
            await DBOS.cancel_workflow_async(id)

    async def resume(self, id: str) -> None:
        """What is over is started anew, under a name made of the id and a number."""
        from dbos import DBOS

        if self._workflow is None or self._closing:
            return
        for name in (id, *(f"{id}.{number}" for number in range(1, 100))):
            match await self.status(name):
                case "unknown":
                    return await self._start_as(name, id)
                case "waiting" | "running":
                    await DBOS.resume_workflow_async(name)
                    return None
        return None

    async def status(self, id: str) -> str:
        from dbos import DBOS

        found = await DBOS.get_workflow_status_async(id) if self._workflow is not None else None
        if found is None:
            return "unknown"
        return {"ENQUEUED": "waiting", "DELAYED": "waiting", "PENDING": "running"}.get(found.status, "over")

    async def close(self) -> None:
        """Lets go. What is not over stays as it is, for the next process."""
        self._closing = True
        if self._workflow is not None:
            self._workflow = None
            await asyncio.to_thread(_destroy)

    async def _start_as(self, name: str, id: str) -> None:
        from dbos import DBOS, SetWorkflowID

        assert self._workflow is not None
        with SetWorkflowID(name):
            await DBOS.start_workflow_async(self._workflow, id)

    def _launch(self) -> Callable[[str], Coroutine[Any, Any, None]]:
        from dbos import DBOS, DBOSConfig

        logger = logging.getLogger("dbos")
        logger.handlers = [_Forward()]
        logger.propagate = False
        config: DBOSConfig = {
            "name": "heliograph",
            "system_database_url": self._url,
            "sys_db_pool_size": POOL,
            "application_version": VERSION,
            "executor_id": self._executor,
            "serializer": _json(),
            "log_level": "ERROR",
        }
        DBOS(config=config)

        @DBOS.workflow(name="carry", max_recovery_attempts=NEVER)
        async def carry(id: str) -> None:
            for name in STEPS:
                await DBOS.run_step_async({"name": name}, self._step, name, id)

        DBOS.launch()
        return carry

    async def _step(self, name: str, id: str) -> None:
        """On the loop of the house, whatever loop DBOS is on."""
        assert self._loop is not None
        if self._closing:
            await asyncio.Event().wait()
        step = getattr(self._carrier, name)(id)
        await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(step, self._loop))


def _json() -> Any:
    """Plain JSON in every column: what others may have written there is never run."""
    from dbos import DBOSPortableJSONSerializer

    return DBOSPortableJSONSerializer()


def _destroy() -> None:
    from dbos import DBOS

    DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=0)
