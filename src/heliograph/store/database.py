"""The database: one thread that writes, in groups, and connections that read. Knows no table.

A group of jobs shares one commit, so a thousand small writes cost a few waits for the disk instead of a thousand."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, TypeVar

import sqlalchemy as sa

from heliograph.domain.errors import GatewayError, InsufficientStorage, Internal, Unavailable
from heliograph.store import sqlite
from heliograph.store.migrating import migrate

T = TypeVar("T")
Job = Callable[[sa.Connection], Any]

GROUP = 256
"""The most jobs that share a commit."""


class Database:
    """Open, at the shape this code speaks. ``write`` from any thread; ``read`` from any thread."""

    def __init__(self, writing: sa.Engine, reading: sa.Engine) -> None:
        self._writing = writing
        self._reading = reading
        self._jobs: queue.SimpleQueue[tuple[Job, Future[Any]] | None] = queue.SimpleQueue()
        self._closed = False
        self._gate = threading.Lock()
        connection = writing.connect()
        try:
            migrate(connection)
        except BaseException:
            connection.close()
            raise
        self._thread = threading.Thread(target=self._work, args=(connection,), name="heliograph-writer", daemon=True)
        self._thread.start()

    @classmethod
    def open(cls, url: str | sa.URL) -> Database:
        """Opens and, where needed, makes or migrates the database. On SQLite the caller owns the folder's lock.
        Raises GatewayError for a database that cannot be opened or is too new."""
        address = with_driver(sa.make_url(url))
        local = address.get_backend_name() == "sqlite"
        writing = sqlite.writing_engine(address) if local else sa.create_engine(address, pool_size=2)
        reading = sqlite.reading_engine(address) if local else sa.create_engine(address, pool_size=4)
        try:
            return cls(writing, reading)
        except sa.exc.DBAPIError as error:
            raise told(error) from error

    def write(self, job: Callable[[sa.Connection], T]) -> Future[T]:
        """Queues a job; its result comes when it is committed. A job that raises is undone alone, and its error is the
        future's; when the commit itself fails, every job of the group gets InsufficientStorage or Unavailable."""
        future: Future[T] = Future()
        with self._gate:
            if self._closed:
                raise Unavailable(message="The database is closed.")
            self._jobs.put((job, future))
        return future

    async def written(self, job: Callable[[sa.Connection], T]) -> T:
        """The result of a job, once it is committed. Who stops waiting does not stop the job."""
        return await asyncio.shield(asyncio.wrap_future(self.write(job)))

    async def looked(self, look: Callable[[sa.Connection], T]) -> T:
        """The result of a look, taken in another thread."""
        return await asyncio.to_thread(self._look, look)

    def _look(self, look: Callable[[sa.Connection], T]) -> T:
        with self.read() as connection:
            return look(connection)

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A connection for looking. Sees all that was committed before."""
        try:
            with self._reading.connect() as connection:
                yield connection
        except sa.exc.DBAPIError as error:
            raise told(error) from error

    def close(self) -> None:
        """Writes what is queued, then closes. No effect the second time."""
        with self._gate:
            if self._closed:
                return
            self._closed = True
            self._jobs.put(None)
        self._thread.join()
        self._reading.dispose()
        self._writing.dispose()

    def _work(self, connection: sa.Connection) -> None:
        last = False
        while not last:
            group, last = self._next_group()
            if group:
                _settle(connection, group)
        connection.close()

    def _next_group(self) -> tuple[list[tuple[Job, Future[Any]]], bool]:
        """Waits for a job, then takes what else is there. True beside it when nothing will follow."""
        item = self._jobs.get()
        group = []
        while item is not None:
            group.append(item)
            if len(group) == GROUP:
                return group, False
            try:
                item = self._jobs.get_nowait()
            except queue.Empty:
                return group, False
        return group, True


def _settle(connection: sa.Connection, group: list[tuple[Job, Future[Any]]]) -> None:
    """Runs the group in one transaction and answers each future, after the commit."""
    answers: list[Callable[[], None]] = []
    try:
        with connection.begin():
            for job, future in group:
                answers.append(_run(connection, job, future))
    except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to those who wait, not to this thread
        failure = told(error) if isinstance(error, sa.exc.DBAPIError) else error
        answers = [_failing(future, failure) for _, future in group]
    for answer in answers:
        answer()


def _run(connection: sa.Connection, job: Job, future: Future[Any]) -> Callable[[], None]:
    """One job between savepoints; gives back how to answer its future."""
    savepoint = connection.begin_nested()
    try:
        result = job(connection)
        savepoint.commit()
    except sa.exc.OperationalError:
        raise  # the disk or the file, not the job: nobody in the group can go on
    except Exception as error:  # noqa: BLE001 - the job's own error goes to whoever asked for the job
        savepoint.rollback()
        return _failing(future, error)
    return lambda: future.set_result(result)


def _failing(future: Future[Any], error: BaseException) -> Callable[[], None]:
    return lambda: future.set_exception(error)


@contextmanager
def looking(url: sa.URL) -> Iterator[sa.Connection]:
    """One connection that only looks, at a database that somebody else may be writing. Raises GatewayError."""
    engine = sqlite.reading_engine(url) if url.get_backend_name() == "sqlite" else sa.create_engine(url)
    try:
        with engine.connect() as connection:
            yield connection
    except sa.exc.DBAPIError as error:
        raise told(error) from error
    finally:
        engine.dispose()


def with_driver(url: sa.URL) -> sa.URL:
    """PostgreSQL is spoken to through psycopg, whatever the address says."""
    return url.set(drivername="postgresql+psycopg") if url.get_backend_name() == "postgresql" else url


def told(error: sa.exc.DBAPIError) -> GatewayError:
    """A database error in the house's words."""
    cause = str(error.orig)
    if "disk is full" in cause or "No space left" in cause:
        return InsufficientStorage(message="There is no room left on the disk of the data folder.")
    if isinstance(error, sa.exc.OperationalError):
        return Unavailable(message=f"The database cannot be reached or written: {cause}.", retry_after=1.0)
    return Internal(message=f"The database refused a statement: {cause}.")
