"""People and beings with human faces: proportions, poses, faces, hair, clothes and hats, told apart by tables."""
