"""The core: the product as prose, over ports. Knows no dialect, engine, database or socket."""
