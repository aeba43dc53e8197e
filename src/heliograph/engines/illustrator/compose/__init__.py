"""Where things stand: sizes, groups by relation, layout in the frame, shadows and the node map."""
