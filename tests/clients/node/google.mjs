// @google/genai: the first generation in API-key mode, the current one in Vertex mode.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { GoogleGenAI as First } from "genai-first";
import { GoogleGenAI as Current } from "genai-current";

const [address, key, out] = process.argv.slice(2);
const options = { apiKey: key, httpOptions: { baseUrl: `${address}/gemini` } };
const keep = (name, data) => writeFileSync(`${out}/${name}`, Buffer.from(data, "base64"));

const first = new First(options);
const made = await first.models.generateImages({
  model: "imagen-4.0-fast-generate-001",
  prompt: "a green frog on a lily pad",
  config: { numberOfImages: 1, aspectRatio: "4:3" },
});
keep("frog.png", made.generatedImages[0].image.imageBytes);

const pieces = await first.models.generateContentStream({
  model: "gemini-2.5-flash-image",
  contents: "a hot air balloon over mountains",
  config: { responseModalities: ["IMAGE", "TEXT"] },
});
let seen = 0;
for await (const piece of pieces) {
  for (const part of piece.candidates?.[0]?.content?.parts ?? []) {
    if (part.inlineData) keep(`balloon-${seen++}.png`, part.inlineData.data);
  }
}
assert.equal(seen, 1);

const current = new Current({ vertexai: true, ...options });
const pictures = await current.models.generateImages({
  model: "imagen-4.0-generate-001",
  prompt: "three penguins on ice",
  config: { numberOfImages: 2 },
});
assert.equal(pictures.generatedImages.length, 2);
keep("penguins.png", pictures.generatedImages[0].image.imageBytes);
await assert.rejects(
  current.models.generateContent({ model: "no-such-model", contents: "x" }),
  (error) => error.status === 404,
);
console.log("done");
