"""google-genai of the first generation in API-key mode: the calls beyond the published examples."""

import sys

from google import genai
from google.genai import errors, types

ADDRESS, KEY = sys.argv[1:3]
client = genai.Client(api_key=KEY, http_options={"base_url": f"{ADDRESS}/gemini"})

chat = client.chats.create(
    model="gemini-2.5-flash-image", config=types.GenerateContentConfig(response_modalities=["TEXT", "IMAGE"])
)
first = chat.send_message("a red fox in the snow")
second = chat.send_message("now make it night")
for name, answer in (("day", first), ("night", second)):
    data = next(part.inline_data.data for part in answer.candidates[0].content.parts if part.inline_data)
    with open(f"{name}.png", "wb") as file:
        file.write(data)

assert client.models.count_tokens(model="gemini-2.5-flash-image", contents="a red fox").total_tokens > 0
assert client.models.get(model="imagen-4.0-generate-001").name.endswith("imagen-4.0-generate-001")
assert any(model.name.endswith("gemini-2.5-flash-image") for model in client.models.list())

try:
    client.models.generate_images(
        model="imagen-4.0-ultra-generate-001", prompt="x", config=types.GenerateImagesConfig(number_of_images=2)
    )
except errors.ClientError as error:
    assert error.code == 400, error
    assert "sampleCount" in error.message, error.message
else:
    raise AssertionError("ultra must refuse two")

stranger = genai.Client(api_key="wrong", http_options={"base_url": f"{ADDRESS}/gemini"})
try:
    stranger.models.get(model="imagen-4.0-generate-001")
except errors.ClientError as error:
    assert error.code == 401, error
else:
    raise AssertionError("a wrong key must be refused")

blocked = client.models.generate_content(model="gemini-2.5-flash-image", contents="a gory massacre")
assert not blocked.candidates
assert blocked.prompt_feedback.block_reason
print("done")
