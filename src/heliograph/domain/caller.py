"""Who asks: the tenant and the key, as the store knows them. Never the secret itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """``tenant`` owns every row the request makes; ``key_id`` is public, ``key_name`` a person's word for it."""

    tenant: str
    key_id: str
    key_name: str = ""
