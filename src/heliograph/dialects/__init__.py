"""How callers speak to us: tables of endpoints over formats. Knows no engine, model, money or socket."""
