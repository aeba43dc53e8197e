"""Current google-genai in Vertex mode: a film from a picture, waited for by its operation."""

import sys
import time

from google import genai
from google.genai import types

ADDRESS, KEY = sys.argv[1:3]
client = genai.Client(vertexai=True, api_key=KEY, http_options={"base_url": f"{ADDRESS}/gemini"})

operation = client.models.generate_videos(
    model="veo-3.1-generate-001",
    prompt="a sailing boat at sunset, slow zoom in",
    config=types.GenerateVideosConfig(number_of_videos=1, duration_seconds=4, aspect_ratio="16:9", resolution="720p"),
)
while not operation.done:
    time.sleep(1)
    operation = client.operations.get(operation)
assert operation.error is None, operation.error
with open("film.mp4", "wb") as file:
    file.write(operation.response.generated_videos[0].video.video_bytes)
print("done")
