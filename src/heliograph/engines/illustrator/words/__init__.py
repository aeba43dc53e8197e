"""Speaking about a picture: description, caption, poem, story and answer, all true of its scene graph."""
