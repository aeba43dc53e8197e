"""One file per step; the newest one's revision is schema.HEAD."""
