"""Films: a scene's layers set in motion, frame by frame, into a file. Knows no network, no money, no dialect."""
