"""Usage by meter, rates and exact money. A price is a sum of products, so its properties can be tested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

NANO = Decimal(1_000_000_000)


class Meter(StrEnum):
    IMAGE = "image"
    VIDEO_SECOND = "video_second"
    INPUT_TEXT_TOKEN = "input_text_token"
    INPUT_IMAGE_TOKEN = "input_image_token"
    OUTPUT_TEXT_TOKEN = "output_text_token"
    OUTPUT_IMAGE_TOKEN = "output_image_token"


@dataclass(frozen=True, slots=True)
class Usage:
    """Counts per meter. Adding two usages adds their counts; zero counts are not kept."""

    counts: Mapping[Meter, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "counts", {meter: n for meter, n in sorted(self.counts.items()) if n})

    def __add__(self, other: Usage) -> Usage:
        keys = {*self.counts, *other.counts}
        return Usage({key: self[key] + other[key] for key in keys})

    def __getitem__(self, meter: Meter) -> int:
        return self.counts.get(meter, 0)

    def __iter__(self) -> Iterator[tuple[Meter, int]]:
        return iter(self.counts.items())

    def input_tokens(self) -> int:
        """Text and image tokens that went in."""
        return self[Meter.INPUT_TEXT_TOKEN] + self[Meter.INPUT_IMAGE_TOKEN]

    def output_tokens(self) -> int:
        """Text and image tokens that came out."""
        return self[Meter.OUTPUT_TEXT_TOKEN] + self[Meter.OUTPUT_IMAGE_TOKEN]


@dataclass(frozen=True, slots=True)
class Money:
    """US dollars, exact. The store keeps whole nano-dollars, rounded up once per charge."""

    dollars: Decimal = Decimal(0)

    @classmethod
    def of_nanos(cls, nanos: int) -> Money:
        return cls(Decimal(nanos) / NANO)

    @property
    def nanos(self) -> int:
        """Whole nano-dollars, rounded up."""
        return int((self.dollars * NANO).to_integral_value(rounding=ROUND_CEILING))

    def __add__(self, other: Money) -> Money:
        return Money(self.dollars + other.dollars)

    def __str__(self) -> str:
        text = format(self.dollars.normalize(), "f")
        whole, _, fraction = text.partition(".")
        return f"{whole}.{fraction.ljust(2, '0')}"
