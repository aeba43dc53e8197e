"""The page at `/`: one file, served with a policy that lets nothing run but what stands in it.

It talks to the gateway as anybody does, through the public API; nothing here knows of models or keys.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import lru_cache
from importlib.resources import files

from heliograph.dialects.protocol import Reply


@lru_cache
def page() -> Reply:
    """The whole page with its headers. The policy names its script and style by hash, so an injected one is dead."""
    body = files(__package__).joinpath("page.html").read_bytes()
    return Reply(content_type="text/html; charset=utf-8", headers=_headers(body), body=(body,))


def _headers(body: bytes) -> dict[str, str]:
    policy = {
        "default-src": "'none'",
        "script-src": _hashes(body, b"script"),
        "style-src": _hashes(body, b"style"),
        "img-src": "'self' data: blob:",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
        "require-trusted-types-for": "'script'",
    }
    return {
        "content-security-policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
        "cross-origin-opener-policy": "same-origin",
        "x-frame-options": "DENY",
    }


def _hashes(body: bytes, tag: bytes) -> str:
    """CSP sources for every inline element of that name (CSP level 3, 8.4)."""
    inside = re.findall(rb"<%b>(.*?)</%b>" % (tag, tag), body, re.DOTALL)
    return " ".join(f"'sha256-{b64encode(hashlib.sha256(text).digest()).decode()}'" for text in inside)
