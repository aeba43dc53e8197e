"""Current openai: pictures, an edit with a mask, streams, the model list, typed errors."""

import base64
import io
import sys

import openai
from PIL import Image, ImageDraw

ADDRESS, KEY = sys.argv[1:3]
client = openai.OpenAI(api_key=KEY, base_url=f"{ADDRESS}/v1", max_retries=0)


def keep(name: str, text: str) -> None:
    with open(name, "wb") as file:
        file.write(base64.b64decode(text))


made = client.images.generate(model="gpt-image-1", prompt="a yellow tulip in a blue vase", n=2, size="1024x1536")
assert len(made.data) == 2
assert made.usage.output_tokens > 0
keep("tulip-0.png", made.data[0].b64_json)
keep("tulip-1.png", made.data[1].b64_json)

foreign = client.images.generate(model="imagen-4.0-fast-generate-001", prompt="a cat", response_format="b64_json")
assert len(foreign.data) == 1, "this dialect's own default is one"
keep("cat.png", foreign.data[0].b64_json)

mask = Image.new("RGBA", (1024, 1536), (0, 0, 0, 255))
ImageDraw.Draw(mask).rectangle((0, 0, 1024, 500), fill=(0, 0, 0, 0))
held = io.BytesIO()
mask.save(held, "PNG")
with open("tulip-0.png", "rb") as picture:
    edited = client.images.edit(
        model="gpt-image-1", image=picture, mask=("mask.png", held.getvalue(), "image/png"), prompt="make it night"
    )
keep("night.png", edited.data[0].b64_json)

events = list(
    client.images.generate(
        model="gpt-image-1", prompt="a lighthouse", stream=True, partial_images=1, output_format="jpeg"
    )
)
assert events[-1].type == "image_generation.completed"
keep("lighthouse.jpg", events[-1].b64_json)

chunks = list(
    client.chat.completions.create(
        model="gemini-2.5-flash-image",
        messages=[{"role": "user", "content": "a sailing boat and a haiku about it"}],
        modalities=["text", "image"],
        stream=True,
        stream_options={"include_usage": True},
    )
)
parts = [p for c in chunks for choice in c.choices for p in (getattr(choice.delta, "multi_mod_content", None) or [])]
keep("boat.png", next(part["inline_data"]["data"] for part in parts if part.get("inline_data")))
assert any(chunk.usage and chunk.usage.total_tokens > 0 for chunk in chunks)

assert any(model.id == "gpt-image-1" for model in client.models.list())
assert client.models.retrieve("imagen-4.0-generate-001").id == "imagen-4.0-generate-001"

for wrong, kind in (
    ({"model": "gpt-image-1", "prompt": "x", "n": 99}, openai.BadRequestError),
    ({"model": "no-such-model", "prompt": "x"}, openai.NotFoundError),
    ({"model": "gpt-image-1", "prompt": "a gory massacre"}, openai.BadRequestError),
):
    try:
        client.images.generate(**wrong)
    except kind as error:
        print(error.code, error.param)
    else:
        raise AssertionError(wrong)
print("done")
