"""What can go wrong, named after google.rpc codes. Raised once, rendered once per dialect.

GatewayError
├── InvalidArgument 400        a field is wrong: which, what is allowed, what is nearest
│   ├── WrongCapability        the model cannot do this; another endpoint can
│   ├── PayloadTooLarge 413
│   └── UnsupportedMediaType 415
├── Unauthenticated 401        no key, or not a good one
├── PermissionDenied 403       the key may not do this
├── NotFound 404               no such model, operation, file or path
├── MethodNotAllowed 405
├── RequestTimeout 408         the sender was too slow
├── Conflict 409
├── ResourceExhausted 429      rate or budget
├── Internal 500               our fault, with an id
├── Unimplemented 501
├── Unavailable 503            an engine is away for now
├── DeadlineExceeded 504
└── InsufficientStorage 507
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(eq=False, kw_only=True)
class GatewayError(Exception):
    """``message`` is for a person; ``field`` is the wire's own spelling of the culprit; ``allowed`` lists what
    would do, ``nearest`` the closest of them; ``hint`` says what to do; ``docs`` is an anchor in docs/errors.md;
    ``retry_after`` is in seconds."""

    message: str
    field: str | None = None
    allowed: tuple[str, ...] = ()
    nearest: str | None = None
    hint: str | None = None
    docs: str | None = None
    retry_after: float | None = None

    http_status: ClassVar[int] = 500
    status: ClassVar[str] = "INTERNAL"

    def __post_init__(self) -> None:
        super().__init__(self.message)

    def __str__(self) -> str:
        return self.message

    def sentence(self) -> str:
        """Message, choices and hint as one text: what every dialect shows a person."""
        parts = [self.message]
        if self.allowed:
            parts.append(f"Allowed: {', '.join(self.allowed)}.")
        if self.nearest is not None:
            parts.append(f"Nearest valid choice: {self.nearest}.")
        if self.hint:
            parts.append(self.hint)
        return " ".join(parts)


class InvalidArgument(GatewayError):
    http_status = 400
    status = "INVALID_ARGUMENT"


@dataclass(eq=False, kw_only=True)
class WrongCapability(InvalidArgument):
    """The model is not made for this endpoint. The dialect adds the path that is (``wanted``: image, video, text)."""

    model: str = ""
    wanted: str = ""


class PayloadTooLarge(InvalidArgument):
    http_status = 413


class UnsupportedMediaType(InvalidArgument):
    http_status = 415


class Unauthenticated(GatewayError):
    http_status = 401
    status = "UNAUTHENTICATED"


class PermissionDenied(GatewayError):
    http_status = 403
    status = "PERMISSION_DENIED"


class NotFound(GatewayError):
    http_status = 404
    status = "NOT_FOUND"


class MethodNotAllowed(GatewayError):
    http_status = 405
    status = "UNIMPLEMENTED"


class RequestTimeout(GatewayError):
    http_status = 408
    status = "CANCELLED"


class Conflict(GatewayError):
    http_status = 409
    status = "ABORTED"


class ResourceExhausted(GatewayError):
    http_status = 429
    status = "RESOURCE_EXHAUSTED"


class Internal(GatewayError):
    http_status = 500
    status = "INTERNAL"


class Unimplemented(GatewayError):
    http_status = 501
    status = "UNIMPLEMENTED"


class Unavailable(GatewayError):
    http_status = 503
    status = "UNAVAILABLE"


class DeadlineExceeded(GatewayError):
    http_status = 504
    status = "DEADLINE_EXCEEDED"


class InsufficientStorage(GatewayError):
    http_status = 507
    status = "UNAVAILABLE"
