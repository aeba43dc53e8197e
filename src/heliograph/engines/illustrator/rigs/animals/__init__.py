"""Animals on four legs: one family of drawings, told apart by the species table and by coat."""
