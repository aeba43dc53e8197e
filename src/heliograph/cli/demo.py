"""`heliograph demo`: from nothing to a picture, through the same door that everybody uses."""

from __future__ import annotations

import base64
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from heliograph.cli.gate import Gate
from heliograph.cli.house import House, settings_of
from heliograph.cli.naming import save, targets
from heliograph.cli.outcome import Exit, Stop
from heliograph.cli.voice import out, tell, waiting

PROMPT = "a red fox in a snowy forest at dusk, watercolor"
MODEL = "imagen-4.0-generate-001"


def demo(
    prompt: str = PROMPT,
    *,
    port: Annotated[int, Parameter(help="The port to try first; any free one is taken otherwise.")] = 8420,
    data: Annotated[Path | None, Parameter(help="A folder to keep [default: one that goes away].")] = None,
    output: Annotated[Path | None, Parameter(name=["-o", "--output"], help="Where the picture goes.")] = None,
) -> int:
    """Open a house, print its address and a key, make one picture through its API and say where it lies.

    In a terminal the house stays open until Ctrl-C; elsewhere it closes after the picture.

    For example:

    heliograph demo

    heliograph demo "a lighthouse in a storm, oil painting"

    heliograph demo -o fox.png --data ./house
    """
    with tempfile.TemporaryDirectory(prefix="heliograph-", ignore_cleanup_errors=True) as passing:
        settings = settings_of(House(data=data or Path(passing) / "data"))
        from heliograph.cli.running import opened

        with opened(settings, "127.0.0.1", _free_or_any(port)) as running:
            key = str(running.gate.post("/admin/v1/keys", {"name": f"demo-{time.time_ns():x}"}).body["key"])
            out(f"address  {running.gate.address}")
            out(f"key      {key}")
            started = time.monotonic()
            with waiting("drawing ..."):
                picture = draw(Gate(running.gate.address, key), prompt, output)
            out(f"picture  {picture}")
            tell(f"{prompt!r}, drawn in {time.monotonic() - started:.1f} s by the offline illustrator.")
            if sys.stdin.isatty() and sys.stdout.isatty():
                _stay(running.gate.address, key)
    return Exit.OK


def draw(gate: Gate, prompt: str, output: Path | None) -> Path:
    """One picture by the house's public API, kept in a file."""
    model_path = f"/gemini/v1beta/models/{MODEL}:predict"
    body = {"instances": [{"prompt": prompt}], "parameters": {"sampleCount": 1, "aspectRatio": "4:3"}}
    prediction = gate.post(model_path, body).body["predictions"][0]
    if "bytesBase64Encoded" not in prediction:
        raise Stop(Exit.REFUSED, str(prediction.get("raiFilteredReason")))
    if output is None:
        folder = Path("output")
        folder.mkdir(exist_ok=True)
        output = folder
    path = targets(prompt, output, 1, date.today())[0]
    kept = save(path, base64.b64decode(prediction["bytesBase64Encoded"]), prediction["mimeType"], force=False)
    return kept.absolute()


def _free_or_any(port: int) -> int:
    """The wished port if nobody listens there, else 0."""
    from heliograph.server.run import listen

    try:
        listen("127.0.0.1", port).close()
    except OSError:
        return 0
    return port


def _stay(address: str, key: str) -> None:
    tell(f"\nOpen {address}/#key={key} in a browser, or ask for more from another shell:")
    tell(f'  HELIOGRAPH_URL={address} HELIOGRAPH_KEY={key} heliograph image "two cats on a sofa"')
    try:
        tell("Ctrl-C closes the house.")  # in here: whoever reads it may press at once
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        tell("Closed.")
