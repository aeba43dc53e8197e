"""Logos, emblems, posters and cards: geometry, one type family and much white.

It knows shapes, colours and letters; what the words mean is decided before.
"""
