"""The illustrator behind the engine port: asks in, answers out, drawing in worker processes. Knows no dialect."""
