"""How the database came to be, step by step (Alembic). Run at open, inside one transaction."""
