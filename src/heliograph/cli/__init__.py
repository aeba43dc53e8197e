"""The command line: thin commands over the public API of a running house."""
