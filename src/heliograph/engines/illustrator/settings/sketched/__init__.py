"""Settings as plain shapes for flat art and colouring books: the same pen as the figures, no noise, few lines."""
