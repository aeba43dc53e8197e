// The AI SDK with Google's provider and with the OpenAI-compatible one.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { createGoogleGenerativeAI } from "@ai-sdk/google";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { experimental_generateImage as generateImage, generateText } from "ai";

const [address, key, out] = process.argv.slice(2);
const google = createGoogleGenerativeAI({ apiKey: key, baseURL: `${address}/gemini/v1beta` });
const compatible = createOpenAICompatible({ name: "house", apiKey: key, baseURL: `${address}/v1` });
const keep = (name, picture) => writeFileSync(`${out}/${name}`, picture.uint8Array);

const imagen = await generateImage({
  model: google.image("imagen-4.0-fast-generate-001"),
  prompt: "a snowman in a garden",
  aspectRatio: "1:1",
});
keep("snowman.png", imagen.image);

const talked = await generateText({
  model: google("gemini-2.5-flash-image"),
  prompt: "a goldfish in a bowl, with a sentence about it",
  providerOptions: { google: { responseModalities: ["TEXT", "IMAGE"] } },
});
assert.equal(talked.files.length, 1);
keep("goldfish.png", talked.files[0]);

const other = await generateImage({ model: compatible.imageModel("gpt-image-1"), prompt: "a blue whale", size: "1024x1024" });
keep("whale.png", other.image);
console.log("done");
