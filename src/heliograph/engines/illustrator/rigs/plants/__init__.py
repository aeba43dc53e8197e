"""Trees and plants that grow from a random stream: no two are the same, and the same seed grows the same one."""
