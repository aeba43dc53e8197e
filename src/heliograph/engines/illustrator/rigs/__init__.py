"""Everything that is drawn as a thing: animals, people, vehicles, buildings, plants, household goods.

A rig turns one node of the scene graph into a ``Figure``. It knows the pen and the node, no place and no picture.
"""
