"""API keys: made once, shown once, kept as a digest, gone within five seconds of being revoked.

A key is random, so a keyed hash is enough and a slow one would only slow the house down; the pepper keeps a stolen
database from telling which of somebody's guesses is right."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import string
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

import sqlalchemy as sa

from heliograph.domain.caller import Caller
from heliograph.domain.errors import Conflict, Internal, InvalidArgument, NotFound
from heliograph.gateway.ports import Clock
from heliograph.store.database import Database
from heliograph.store.moments import from_micros, to_micros
from heliograph.store.schema import api_keys, house

PREFIX = "sk-hg-"
"""Some clients insist on ``sk-``."""

LETTERS = string.ascii_letters + string.digits
RANDOM_LETTERS = 40
"""238 random bits; 190 remain unknown beside what ``prefix`` and ``last_four`` show."""

CACHE_SECONDS = 5.0
CACHE_ENTRIES = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyInfo:
    """What may be shown of a key."""

    id: str
    tenant: str
    name: str
    prefix: str
    last_four: str
    created: datetime
    expires: datetime | None = None
    revoked: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    """A key just made. ``secret`` is shown this once and kept nowhere."""

    secret: str
    info: KeyInfo

    def __repr__(self) -> str:
        return f"NewKey(info={self.info!r})"


class KeyStore:
    """The keys of a house; a Keys port for the core. ``ticks`` is a clock of seconds that never goes back."""

    def __init__(
        self, database: Database, pepper: bytes, clock: Clock, ticks: Callable[[], float] = time.monotonic
    ) -> None:
        self._database = database
        self._pepper = pepper
        self._clock = clock
        self._ticks = ticks
        self._cache: OrderedDict[str, tuple[Caller | None, int | None, float]] = OrderedDict()
        self._gate = Lock()
        database.write(self._check_pepper).result()

    def create(self, name: str, tenant: str = "default", expires: datetime | None = None) -> NewKey:
        """Raises InvalidArgument for an unusable name, Conflict when the tenant has an active key of that name."""
        if not 1 <= len(name) <= 100 or not name.isprintable():
            raise InvalidArgument(message="A key's name has 1 to 100 printable characters.", field="name")
        secret = PREFIX + "".join(secrets.choice(LETTERS) for _ in range(RANDOM_LETTERS))
        info = KeyInfo(
            id=f"key_{secrets.token_hex(8)}",
            tenant=tenant,
            name=name,
            prefix=secret[: len(PREFIX) + 4],
            last_four=secret[-4:],
            created=self._clock.now(),
            expires=expires,
        )
        digest = self._digest(secret)
        self._database.write(lambda connection: _insert(connection, info, digest)).result()
        self._forget()
        return NewKey(secret=secret, info=info)

    def revoke(self, which: str, tenant: str = "default") -> KeyInfo:
        """Revokes the tenant's active key of this id or name. Other processes notice within CACHE_SECONDS. Raises
        NotFound."""
        now = to_micros(self._clock.now())
        row = self._database.write(lambda connection: _revoke(connection, which, tenant, now)).result()
        self._forget()
        if row is None:
            raise NotFound(message=f"There is no active key {which!r}.", field="key")
        return _info(row)

    def list(self, tenant: str | None = None) -> tuple[KeyInfo, ...]:
        """All keys, revoked ones included, oldest first; of one tenant if named."""
        query = sa.select(api_keys).order_by(api_keys.c.created_at, api_keys.c.id)
        if tenant is not None:
            query = query.where(api_keys.c.tenant == tenant)
        with self._database.read() as connection:
            return tuple(_info(row) for row in connection.execute(query))

    def caller(self, secret: str) -> Caller | None:
        """Who holds this key; None for an absent, unknown, revoked or expired one, alike: each is hashed whole and
        looked up once. Raises Unavailable when the database cannot be asked."""
        digest = self._digest(secret)
        found = self._remembered(digest)
        if found is None:
            caller, expires = self._look_up(digest)
            found = (caller, expires)
            self._remember(digest, caller, expires)
        caller, expires = found
        return None if expires is not None and expires <= to_micros(self._clock.now()) else caller

    def _digest(self, secret: str) -> str:
        # surrogatepass: bytes that are no text still hash, to a key that nobody has
        return hmac.new(self._pepper, secret.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()

    def _look_up(self, digest: str) -> tuple[Caller | None, int | None]:
        columns = api_keys.c
        query = sa.select(columns.tenant, columns.id, columns.name, columns.expires_at, columns.revoked_at)
        with self._database.read() as connection:
            row = connection.execute(query.where(columns.digest == digest)).first()
        if row is None or row.revoked_at is not None:
            return None, None
        return Caller(tenant=row.tenant, key_id=row.id, key_name=row.name), row.expires_at

    def _remembered(self, digest: str) -> tuple[Caller | None, int | None] | None:
        with self._gate:
            entry = self._cache.get(digest)
            if entry is None or entry[2] <= self._ticks():
                return None
            self._cache.move_to_end(digest)
            return entry[0], entry[1]

    def _remember(self, digest: str, caller: Caller | None, expires: int | None) -> None:
        with self._gate:
            self._cache[digest] = (caller, expires, self._ticks() + CACHE_SECONDS)
            if len(self._cache) > CACHE_ENTRIES:
                self._cache.popitem(last=False)

    def _forget(self) -> None:
        with self._gate:
            self._cache.clear()

    def _check_pepper(self, connection: sa.Connection) -> None:
        """A pepper that does not belong to the database would turn every key away without a word."""
        mark = hmac.new(self._pepper, b"heliograph pepper", hashlib.sha256).hexdigest()[:16]
        known = connection.execute(sa.select(house.c.value).where(house.c.name == "pepper")).scalar()
        if known is None:
            connection.execute(house.insert().values(name="pepper", value=mark))
        elif known != mark:
            raise Internal(
                message="The pepper file does not belong to this database: none of its keys would be known.",
                hint="Put back the pepper file that was saved with the database.",
            )


def _insert(connection: sa.Connection, info: KeyInfo, digest: str) -> None:
    try:
        connection.execute(
            api_keys.insert().values(
                id=info.id,
                tenant=info.tenant,
                name=info.name,
                digest=digest,
                prefix=info.prefix,
                last_four=info.last_four,
                created_at=to_micros(info.created),
                expires_at=None if info.expires is None else to_micros(info.expires),
            )
        )
    except sa.exc.IntegrityError as error:
        raise Conflict(
            message=f"There is an active key named {info.name!r} already.", hint="Revoke it, or take another name."
        ) from error


def _revoke(connection: sa.Connection, which: str, tenant: str, now: int) -> sa.Row[tuple[object, ...]] | None:
    columns = api_keys.c
    active = (columns.tenant == tenant) & columns.revoked_at.is_(None)
    matching = active & ((columns.id == which) | (columns.name == which))
    row = connection.execute(sa.select(columns.id).where(matching).order_by(columns.id != which)).first()
    if row is None:
        return None
    connection.execute(api_keys.update().where(columns.id == row.id).values(revoked_at=now))
    return connection.execute(sa.select(api_keys).where(columns.id == row.id)).one()


def _info(row: sa.Row[tuple[object, ...]]) -> KeyInfo:
    return KeyInfo(
        id=row.id,
        tenant=row.tenant,
        name=row.name,
        prefix=row.prefix,
        last_four=row.last_four,
        created=from_micros(row.created_at),
        expires=None if row.expires_at is None else from_micros(row.expires_at),
        revoked=None if row.revoked_at is None else from_micros(row.revoked_at),
    )
