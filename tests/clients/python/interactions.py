"""Current google-genai's interactions: a film waited for, one in the background, one as events; a picture; files."""

import base64
import sys
import time
import urllib.error
import urllib.request
import warnings

from google import genai
from google.genai import types

ADDRESS, KEY = sys.argv[1:3]
warnings.simplefilter("ignore")  # the library says that interactions may still change
client = genai.Client(api_key=KEY, http_options={"base_url": f"{ADDRESS}/gemini"})
OMNI = "gemini-omni-1.2-flash"

waited = client.interactions.create(
    model=OMNI,
    input="a sailing boat at sunset, slow zoom in",
    response_format={"type": "video", "duration": "4s", "resolution": "720p", "delivery": "inline"},
)
assert waited.status == "completed", waited
with open("film.mp4", "wb") as file:
    file.write(base64.b64decode(waited.output_video.data))

running = client.interactions.create(
    model=OMNI,
    input="a leaf in the wind",
    response_format={"type": "video", "duration": "3s", "delivery": "uri"},
    background=True,
)
while running.status == "in_progress":
    time.sleep(0.5)
    running = client.interactions.get(running.id)
assert running.status == "completed", running
film = client.files.download(file=running.output_video.uri)
assert film[4:8] == b"ftyp", film[:12]
names = [event.event_type for event in client.interactions.get(running.id, stream=True)]
assert names == ["interaction.created", "step.start", "step.delta", "step.stop", "interaction.completed"], names
client.interactions.delete(running.id)
try:
    urllib.request.urlopen(f"{ADDRESS}/gemini/v1/interactions/{running.id}?key={KEY}", timeout=30)
except urllib.error.HTTPError as error:
    assert error.code == 404, error  # the library's own class for this has no public name
else:
    raise AssertionError("it was deleted")

stopped = client.interactions.create(model=OMNI, input="a long film", background=True)
assert client.interactions.cancel(stopped.id).status == "cancelled"

picture = client.interactions.create(model="gemini-nano-banana-2.1", input="a red apple, watercolor")
data = base64.b64decode(picture.output_image.data)
with open("apple.png", "wb") as file:
    file.write(data)
names = [
    event.event_type
    for event in client.interactions.create(model="gemini-nano-banana-2.1", input="a red apple", stream=True)
]
assert names[0] == "interaction.created"
assert names[-1] == "interaction.completed"

kept = client.files.upload(file="apple.png", config=types.UploadFileConfig(display_name="an apple"))
assert client.files.get(name=kept.name).display_name == "an apple"
assert client.files.download(file=kept) == data
edited = client.models.generate_content(model="gemini-2.5-flash-image", contents=["make it night", kept])
assert any(part.inline_data for part in edited.candidates[0].content.parts)
moved = client.interactions.create(
    model=OMNI,
    input=[{"type": "text", "text": "it sways"}, {"type": "image", "uri": kept.uri, "mime_type": "image/png"}],
    response_format={"type": "video", "duration": "3s"},
)
assert moved.status == "completed", moved
client.files.delete(name=kept.name)
assert kept.name not in [one.name for one in client.files.list()]
print("done")
