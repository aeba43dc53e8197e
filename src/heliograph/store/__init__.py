"""SQL and files behind the gateway's ports."""
