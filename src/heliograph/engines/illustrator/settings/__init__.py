"""Where a scene plays: skies, grounds, rooms and water by time, weather and season. It knows no figures."""
