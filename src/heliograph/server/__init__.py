"""ASGI: sockets in, replies out. The only floor that knows HTTP."""
