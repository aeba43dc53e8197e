"""Where words live inside PNG, JPEG and WebP files: chunks, segments and packets. It knows bytes, not pictures."""
