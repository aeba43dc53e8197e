"""Changing pictures: by their scene graph when they were drawn here, by their pixels when they were not."""
