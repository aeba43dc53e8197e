"""What a film sounds like: ambience, effects and music in plain arrays of samples. It knows no pictures."""
