"""The only file that knows every part: settings in, running house out."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from heliograph.catalogue.catalogue import Catalogue
from heliograph.dialects.gemini import Gemini
from heliograph.dialects.openai import OpenAI
from heliograph.dialects.protocol import Reply
from heliograph.dialects.vertex import Vertex
from heliograph.domain.caller import Caller
from heliograph.engines.embedded.engine import Illustrator
from heliograph.gateway.access import Access
from heliograph.gateway.gateway import Gateway
from heliograph.gateway.intake import Limits
from heliograph.gateway.metering import Metering
from heliograph.gateway.policy import load_policy
from heliograph.gateway.ports import Keys
from heliograph.gateway.routing import Routing
from heliograph.server.admin import Admin
from heliograph.server.app import App, Rooms
from heliograph.server.bodies import BodyLimits
from heliograph.server.log import AccessLog
from heliograph.server.pages import Pages, json_page, readiness
from heliograph.settings import Settings
from heliograph.store.admin import key_actions, usage_actions
from heliograph.store.data_folder import DataFolder
from heliograph.store.database import Database
from heliograph.store.keys import KeyTable
from heliograph.store.usage import UsageTable
from heliograph.studio.documents import document
from heliograph.studio.pages import page

MIB = 1024 * 1024


class SystemClock:
    """The wall clock, in UTC."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class LocalKeys:
    """The house's own command line comes in with the token of the data folder; everybody else with a key."""

    def __init__(self, token: str, keys: Keys) -> None:
        self._token = token
        self._keys = keys

    def caller(self, secret: str) -> Caller | None:
        if secret == self._token:
            return Caller(tenant="default", key_id="local", key_name="command line")
        return self._keys.caller(secret)


@dataclass(frozen=True, slots=True)
class House:
    """A house that can be served. Close it when the server has stopped."""

    settings: Settings
    app: App
    folder: DataFolder
    database: Database
    keys: KeyTable
    usage: UsageTable
    illustrator: Illustrator

    async def close(self) -> None:
        """Write what is left to write, and let go of the data folder."""
        await self.illustrator.close()
        await asyncio.to_thread(self.usage.close)
        await asyncio.to_thread(self.database.close)
