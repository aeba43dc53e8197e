"""Wire shapes, read and written in both directions; pure functions. Knows no model, engine or socket."""
