"""A process of its own that speaks: lines of text on standard input as JSON, samples on standard output.

It alone loads espeak-ng (GPL-3.0 or later; the optional `speech` extra), and nothing of Heliograph imports it: whoever
wants a voice starts it, and the two exchange text and sound.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import struct
import sys
from typing import Any

SYNCHRONOUS = 1
UTF8 = 1
Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


def main() -> None:
    """Writes for each line: sample rate and number of samples (both 32 bits, little end first), then 16-bit samples."""
    loader: Any = importlib.import_module("espeakng_loader")
    library = ctypes.CDLL(loader.get_library_path())
    pieces: list[bytes] = []

    def heard(samples: Any, count: int, events: Any) -> int:
        if samples and count > 0:
            pieces.append(ctypes.string_at(samples, count * 2))
        return 0

    told = Callback(heard)  # kept by name: the library calls it for as long as it speaks
    rate = library.espeak_Initialize(SYNCHRONOUS, 0, loader.get_data_path().encode(), 0)
    if rate <= 0:
        sys.exit("espeak-ng did not start")
    library.espeak_SetSynthCallback(told)
    for asked in json.load(sys.stdin):
        library.espeak_SetVoiceByName(asked["voice"].encode())
        text = asked["text"].encode() + b"\0"
        pieces.clear()
        library.espeak_Synth(text, len(text), 0, 0, 0, UTF8, None, None)
        library.espeak_Synchronize()
        said = b"".join(pieces)
        sys.stdout.buffer.write(struct.pack("<II", rate, len(said) // 2) + said)


if __name__ == "__main__":
    main()
