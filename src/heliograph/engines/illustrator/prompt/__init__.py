"""Reading a prompt: words in, a scene graph out. Knows nothing of drawing."""
