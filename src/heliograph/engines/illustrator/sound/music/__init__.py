"""A small composer and its instruments. It knows notes and moods, no scenes."""
