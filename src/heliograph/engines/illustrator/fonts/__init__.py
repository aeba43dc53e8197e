"""Typefaces as data, each with its licence. No code."""
