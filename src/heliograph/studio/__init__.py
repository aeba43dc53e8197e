"""Pages for a browser: a client of our own public API."""
