"""Styles: finishing a picture in its medium, the way that medium behaves on its own support.

A style takes pixels and what is known of their regions; it never knows what the picture shows or why.
"""
