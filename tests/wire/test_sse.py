"""Server-sent events: out in one line, in from pieces cut anywhere."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from heliograph.domain.media import Decoded, Media
from heliograph.wire import holes, sse

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def test_an_event_is_one_line() -> None:
    value = {"a": "x\ny", "m": Media("", Decoded(b"abc"))}
    assert b"".join(sse.event(value)) == b'data: {"a":"x\\ny","m":"YWJj"}\n\n'
    assert b"".join(sse.event({}, "done")) == b"event: done\ndata: {}\n\n"


@given(st.lists(st.tuples(texts, st.sampled_from(["a", "b.c"])), max_size=4), st.integers(1, 9), st.booleans())
def test_what_goes_out_comes_in(values: list[tuple[str, str]], step: int, crlf: bool) -> None:
    stream = b"".join(b"".join(sse.event(value, name)) for value, name in values)
    if crlf:
        stream = stream.replace(b"\n", b"\r\n")
    pieces = [stream[at : at + step] for at in range(0, len(stream), step)]
    found = list(sse.events(pieces))
    whole = [b"".join(holes.write(value)) for value, _ in values]
    assert [(one.data, one.name) for one in found] == list(zip(whole, [name for _, name in values], strict=True))


def test_what_other_senders_do() -> None:
    stream = b": ping\n\ndata:one\ndata: two\nid: 4\n\nevent: x\n\ndata\n\ndata: unfinished"
    assert list(sse.events([stream])) == [sse.Event(b"one\ntwo"), sse.Event(b"")]
