"""The drawing surface: paths, paints, pens, text and noise. It knows no nouns and no scenes."""
