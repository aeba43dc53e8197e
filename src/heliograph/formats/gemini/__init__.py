"""The shapes of Google's Gemini and Vertex APIs."""
