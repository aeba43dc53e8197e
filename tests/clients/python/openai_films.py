"""Current openai: a film, waited for, listed, downloaded and deleted."""

import sys
import warnings

import openai

ADDRESS, KEY = sys.argv[1:3]
warnings.simplefilter("ignore")  # the library says that these calls will go one day
client = openai.OpenAI(api_key=KEY, base_url=f"{ADDRESS}/v1", max_retries=0)

film = client.videos.create_and_poll(
    model="sora-2", prompt="a hot air balloon over mountains", seconds="4", size="1280x720", poll_interval_ms=500
)
assert film.status == "completed", film
client.videos.download_content(film.id).write_to_file("film.mp4")
assert any(one.id == film.id for one in client.videos.list())
assert client.videos.delete(film.id).deleted
try:
    client.videos.retrieve(film.id)
except openai.NotFoundError:
    print("done")
