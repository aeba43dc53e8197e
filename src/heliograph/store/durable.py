"""DBOS Transact behind our port: it carries ids forward across the end of processes, and knows nothing else.

It has a database of its own, which can be thrown away: our rows say what is unfinished. On SQLite it gets a single
connection, so that its WAL file meets no second one (see sqlite.py), and it need not wait for the disk."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import threading
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

import sqlalchemy as sa

from heliograph.gateway.film_ports import Carrier

if TYPE_CHECKING:
    from dbos import DBOSConfig

VERSION = "1"
"""Pinned by hand, so that work of an older release is carried on; DBOS's own would change with every line of code."""
STEPS = ("submit", "wait", "settle")
NEVER = 1_000_000
"""DBOS gives up work that it has recovered too often; our own rows decide that instead."""
POOL = 8
BUSY_MILLISECONDS = 30_000

log = logging.getLogger(__name__)
T = TypeVar("T")
Workflow = Callable[[str], Coroutine[Any, Any, None]]


class DbosDurable:
    """A Durable port. ``executor`` names this process's slot: exactly one process may run under that name. DBOS lives
    on a thread and a loop of its own, and comes to the house's loop for the steps only."""

    def __init__(self, url: sa.URL, carrier: Carrier, executor: str = "heliograph") -> None:
        self._url = url
        self._carrier = carrier
        self._executor = executor
        self._engine: sa.Engine | None = None
        self._workflow: Workflow | None = None
        self._house: asyncio.AbstractEventLoop | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="heliograph-durable", daemon=True)
        self._launched = False
        self._closing = False
        self._wanted = asyncio.Event()
        self._failed = ""

    @property
    def ailing(self) -> str:
        """Empty when it runs or nobody wants it, else what it is doing instead."""
        if self._workflow is not None or not self._wanted.is_set():
            return ""
        return self._failed or "operations are being taken up again"

    def want(self) -> None:
        """There is, or may be, something to carry. Call it on the house's loop, or before there is one."""
        self._wanted.set()

    async def wanted(self) -> None:
        """Returns when there is something to carry."""
        await self._wanted.wait()

    async def launch(self) -> None:
        """Makes its tables where needed and takes up what another process left. Takes a second; call it when the server
        listens already. What is started before is left to the sweep."""
        self._house = asyncio.get_running_loop()
        if self._closing:
            return
        if not self._thread.is_alive():
            self._thread.start()
        try:
            self._workflow = await self._there(self._launch())
        except Exception as error:
            self._failed = f"operations cannot be carried on: {type(error).__name__}"
            raise

    async def start(self, id: str) -> None:
        """Nothing happens to an id that is known. What is started before the launch is left to what follows it."""
        self.want()
        if self._runs:
            await self._there(self._start(id, id))

    async def cancel(self, id: str) -> None:
        from dbos import DBOS

        if self._runs and await self.status(id) in {"waiting", "running"}:
            await self._there(DBOS.cancel_workflow_async(id))

    async def resume(self, id: str) -> None:
        """What is over is started anew, under a name made of the id and a number."""
        if self._runs:
            await self._there(self._resume(id))

    async def status(self, id: str) -> str:
        return await self._there(_status(id)) if self._runs else "unknown"

    async def close(self) -> None:
        """Lets go. What is not over stays as it is, for the next process."""
        self._closing = True
        self._workflow = None
        if self._thread.is_alive():
            await self._there(_nothing())  # a launch may be under way
            if self._launched:
                await asyncio.to_thread(_destroy)
            await self._there(_cancel_others())
            self._loop.call_soon_threadsafe(self._loop.stop)
            await asyncio.to_thread(self._thread.join, 10)
        self._loop.close()
        if self._engine is not None:
            self._engine.dispose()

    @property
    def _runs(self) -> bool:
        return self._workflow is not None and not self._closing

    async def _there(self, work: Coroutine[Any, Any, T]) -> T:
        """On DBOS's loop. It puts its own threads into any loop that it is called on, and they end with it."""
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))

    async def _launch(self) -> Workflow:
        from dbos import DBOS

        logger = logging.getLogger("dbos")
        logger.handlers = [_Forward()]
        logger.propagate = False
        DBOS(config=self._config())

        @DBOS.workflow(name="carry", max_recovery_attempts=NEVER)
        async def carry(id: str) -> None:
            for name in STEPS:
                await DBOS.run_step_async({"name": name}, self._step, name, id)

        try:
            DBOS.launch()
        except BaseException:
            DBOS.destroy(destroy_registry=True)
            raise
        self._launched = True
        return carry

    def _config(self) -> DBOSConfig:
        from dbos import DBOSPortableJSONSerializer

        config: DBOSConfig = {
            "name": "heliograph",
            "sys_db_pool_size": POOL,
            "application_version": VERSION,
            "executor_id": self._executor,
            "serializer": DBOSPortableJSONSerializer(),  # pickles that others may have written there are never opened
            "log_level": "ERROR",
        }
        if self._url.get_backend_name() == "sqlite":
            self._engine = self._engine or _sqlite(self._url)
            config["system_database_engine"] = self._engine
        else:
            config["system_database_url"] = self._url.set(drivername="postgresql").render_as_string(hide_password=False)
        return config

    async def _start(self, name: str, id: str) -> None:
        from dbos import DBOS, SetWorkflowID

        if self._workflow is not None:
            with SetWorkflowID(name):
                await DBOS.start_workflow_async(self._workflow, id)

    async def _resume(self, id: str) -> None:
        from dbos import DBOS

        for name in (id, *(f"{id}.{number}" for number in range(1, 100))):
            match await _status(name):
                case "unknown":
                    return await self._start(name, id)
                case "waiting" | "running":
                    await DBOS.resume_workflow_async(name)
                    return None
        return None

    async def _step(self, name: str, id: str) -> None:
        """On the loop of the house."""
        assert self._house is not None
        if self._closing:
            await asyncio.Event().wait()  # until this loop ends: the step is not done, and not failed
        step = getattr(self._carrier, name)(id)
        await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(step, self._house))


class _Forward(logging.Handler):
    """DBOS's own log, in ours."""

    def emit(self, record: logging.LogRecord) -> None:
        log.handle(record)


async def _status(id: str) -> str:
    from dbos import DBOS

    found = await DBOS.get_workflow_status_async(id)
    if found is None:
        return "unknown"
    return {"ENQUEUED": "waiting", "DELAYED": "waiting", "PENDING": "running"}.get(found.status, "over")


async def _nothing() -> None:
    pass


async def _cancel_others() -> None:
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _sqlite(url: sa.URL) -> sa.Engine:
    """As DBOS would open it, but by a path that may hold any sign, and with a single connection. A power failure may
    take its last commits, never the file: then our rows are ahead of it, which they may be."""
    engine = sa.create_engine(
        url,
        poolclass=sa.QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=BUSY_MILLISECONDS / 1000,
        connect_args={"check_same_thread": False},
    )

    def tell(connection: sqlite3.Connection, record: object) -> None:
        connection.isolation_level = "IMMEDIATE"
        for pragma in (
            f"busy_timeout={BUSY_MILLISECONDS}",
            "foreign_keys=ON",
            "journal_mode=WAL",
            "synchronous=NORMAL",
        ):
            connection.execute(f"PRAGMA {pragma}")

    sa.event.listen(engine, "connect", tell)
    return engine


def _destroy() -> None:
    from dbos import DBOS

    DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=0)
