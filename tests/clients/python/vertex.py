"""Current google-genai in Vertex mode: pictures, an edit, a conversation, the model list."""

import sys

from google import genai
from google.genai import types

ADDRESS, KEY = sys.argv[1:3]
client = genai.Client(vertexai=True, api_key=KEY, http_options={"base_url": f"{ADDRESS}/gemini"})

made = client.models.generate_images(
    model="imagen-4.0-generate-001",
    prompt="two red apples on a wooden table, watercolor",
    config=types.GenerateImagesConfig(number_of_images=2, aspect_ratio="16:9", seed=7, add_watermark=False),
)
assert len(made.generated_images) == 2
for index, one in enumerate(made.generated_images):
    one.image.save(f"apples-{index}.png")

asked = client.models.generate_images(model="imagen-4.0-ultra-generate-001", prompt="a lighthouse at night")
assert len(asked.generated_images) == 1, "ultra makes exactly one"

edited = client.models.edit_image(
    model="imagen-3.0-capability-001",
    prompt="make it night",
    reference_images=[
        types.RawReferenceImage(reference_id=1, reference_image=types.Image.from_file(location="apples-0.png"))
    ],
    config=types.EditImageConfig(number_of_images=1, edit_mode="EDIT_MODE_DEFAULT"),
)
edited.generated_images[0].image.save("night.png")

talked = client.models.generate_content(
    model="gemini-2.5-flash-image",
    contents="Generate a landscape painting and provide a poem to describe it",
    config=types.GenerateContentConfig(
        response_modalities=["TEXT", "IMAGE"], image_config=types.ImageConfig(aspect_ratio="3:2"), temperature=0.4
    ),
)
parts = talked.candidates[0].content.parts
assert any(part.text for part in parts), "a poem was asked for"
picture = next(part.inline_data for part in parts if part.inline_data)
with open("landscape.png", "wb") as file:
    file.write(picture.data)
assert talked.usage_metadata.total_token_count > 0

names = [model.name for model in client.models.list()]
assert any(name.endswith("imagen-4.0-generate-001") for name in names), names[:5]
print("done")
