# The workshop's door. Everything here is a line that can also be typed by hand; `python3 run.py` needs no just.

help:
    @just --list

# Everything that CI runs: lint, types, floors, tests.
check:
    python3 run.py test

# The same without the slow tests.
fast:
    python3 run.py test --fast

lint:
    python3 run.py lint

# Let ruff repair and format what it can.
fix:
    .venv/bin/ruff check --fix . && .venv/bin/ruff format .

# Draw the pictures of README and gallery anew. Look at them before you commit them.
pictures:
    .venv/bin/python docs/pictures/draw.py

# Write the locks anew (needs uv). No lock names a registry host.
lock:
    uv pip compile -q {{lock_flags}} --group build pyproject.toml -o requirements/runtime.txt
    uv pip compile -q {{lock_flags}} --group test -c requirements/runtime.txt -o requirements/test.txt
    for name in genai-1 genai-3 openai; do uv pip compile -q {{lock_flags}} requirements/clients/$name.in -o requirements/clients/$name.txt; done

lock_flags := "--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --only-binary :all:"
