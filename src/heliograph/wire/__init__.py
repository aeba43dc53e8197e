"""Bytes: JSON with holes, base64, streams, what a file is by its first bytes. Knows no vendor and no model."""
