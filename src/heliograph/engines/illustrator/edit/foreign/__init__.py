"""Edits of pictures that this house did not draw. It works from pixels alone and says what it could not do.

It never claims to know what such a picture shows.
"""
