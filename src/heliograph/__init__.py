"""Heliograph: a self-hosted gateway for generated images and video, with an illustrator of its own."""

__version__ = "0.1.0"
